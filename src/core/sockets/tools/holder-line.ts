import type { SocketProcess } from '../socket-row';

/** A descriptor that holds a socket, as `live-text.ts` writes it below the tables of /proc. */
const HOLDER =
  /^\s*socket:\[(\d+)\] (\d+)\/(.*?) fd=(\d+)(?: container:([0-9a-f]{12}))?(?: cwd:(\/.*?))?\s*$/;

/** Processes that could not be looked into, which the same text counts. */
const HIDDEN = /^Processes that this user may not look into: (\d+)$/;

export function hiddenIn(text: string): number | null {
  const count = HIDDEN.exec(text)?.[1];
  return count === undefined ? null : Number(count);
}

export function holderIn(text: string): { readonly inode: number; readonly process: SocketProcess } | null {
  const [, inode, pid, name, fd, container, folder] = HOLDER.exec(text) ?? [];
  if (inode === undefined) return null;
  const about = { ...(container !== undefined && { container }), ...(folder !== undefined && { folder }) };
  return { inode: Number(inode), process: { name, pid: Number(pid), fd: Number(fd), ...about } };
}
