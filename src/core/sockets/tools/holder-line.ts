import type { SocketProcess } from '../socket-row';

/** A descriptor that holds a socket, as `live-text.ts` writes it below the tables of /proc. */
const HOLDER =
  /^\s*socket:\[(\d+)\] (\d+)\/(.*?) fd=(\d+)(?: container:([0-9a-f]{12}))?(?: cwd:(\/.*?))?\s*$/;

export function holderIn(text: string): { readonly inode: number; readonly process: SocketProcess } | null {
  const [, inode, pid, name, fd, container, folder] = HOLDER.exec(text) ?? [];
  if (inode === undefined) return null;
  const about = { ...(container !== undefined && { container }), ...(folder !== undefined && { folder }) };
  return { inode: Number(inode), process: { name, pid: Number(pid), fd: Number(fd), ...about } };
}
