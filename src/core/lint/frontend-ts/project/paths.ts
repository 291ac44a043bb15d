/** A path with forward slashes, without `.` and as few `..` as it can have. */
export function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '.' || (part === '' && parts.length > 0 && !isScheme(parts))) continue;
    if (part === '..' && parts.length > 0 && !/^(\.\.)?$/.test(parts[parts.length - 1])) parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** `file://` keeps its slashes. */
const isScheme = (parts: readonly string[]): boolean => /:$/.test(parts[0]) && parts.length < 3;

/** The folder of a path; empty for the folder that paths without one stand in. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const joined = (folder: string, path: string): string =>
  normalized(folder === '' ? path : `${folder}/${path}`);
