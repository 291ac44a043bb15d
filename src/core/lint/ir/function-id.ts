/** Which function of a program: equal texts, equal functions. */
export interface FunctionId {
  /** The path of its file; empty in tests. */
  readonly file: string;
  /** The names that lead to it in its file, of namespaces, classes and functions around it, its own last. */
  readonly path: readonly string[];
  /** Tells apart what one path leads to, such as overloads and functions without a name; mostly empty. */
  readonly overload: string;
  /** The last of the path; empty where the function and all around it have no name. */
  readonly name: string;
  /** All of it, as a key for maps. It is made once and never taken apart. */
  readonly text: string;
}

export const functionId = (file: string, path: readonly string[], overload = ''): FunctionId => ({
  file,
  path,
  overload,
  name: path.at(-1) ?? '',
  text: `${file}#${path.join('.')}${overload === '' ? '' : `~${overload}`}`,
});

/** Whether a person means this function: by its name, or by the last of the names that lead to it, as `Client.connect`. */
export function isNamed({ path }: FunctionId, wanted: string): boolean {
  const asked = wanted.split('.');
  const last = path.slice(-asked.length);
  return last.length === asked.length && last.every((each, at) => each === asked[at]);
}
