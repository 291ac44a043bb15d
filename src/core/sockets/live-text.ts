import type { LiveHolder, LiveSockets } from './live-table';

/**
 * A machine's sockets as a text that can be kept, read again and sent: its tables as /proc has them, and below them a line
 * for each descriptor that holds a socket, by the inode. It needs no reader, which would be much to load for whoever writes it.
 */
export function liveText({ text, holders }: LiveSockets, at: number): string {
  const held = [...holders].flatMap(([inode, all]) => all.map((holder) => lineOf(inode, holder)));
  return [new Date(at * 1000).toISOString(), text.trimEnd(), ...held, ''].join('\n');
}

function lineOf(inode: number, { name, pid, fd, folder, container }: LiveHolder): string {
  return [
    `socket:[${inode}] ${pid}/${name.replace(/[\r\n]/g, ' ')} fd=${fd}`,
    ...(container === null ? [] : [`container:${container}`]),
    ...(folder === null ? [] : [`cwd:${folder.replace(/[\r\n]/g, ' ')}`]),
  ].join(' ');
}
