import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveHolder, LiveSockets } from '../../core/session/sockets';

/** The tables of the network namespace that this process is in (proc(5)). */
const TABLES = ['self/net/tcp', 'self/net/tcp6'];
/** The id of a container in a control group's path, as Docker, containerd, CRI-O and Podman write it. */
const CONTAINER = /([0-9a-f]{64})(?:\.scope)?(?:\/|$)/m;
const SHORT_ID = 12;

/**
 * This machine's TCP sockets and who holds them, read from /proc without starting a program. null: this system has no such
 * tables. What this user may not look into is counted.
 */
export function readLiveSockets(proc = '/proc'): LiveSockets | null {
  const texts = TABLES.flatMap((name) => textOf(join(proc, name)) ?? []);
  if (texts.length === 0) return null;
  const holders = new Map<number, LiveHolder[]>();
  let hidden = 0;
  for (const pid of numbersIn(proc) ?? []) {
    const folder = join(proc, String(pid));
    const descriptors = numbersIn(join(folder, 'fd'));
    if (descriptors === null) {
      if (textOf(join(folder, 'comm')) !== null) hidden++;
      continue;
    }
    addHolders(holders, folder, pid, descriptors);
  }
  return { text: texts.join(''), holders, hidden };
}

function addHolders(
  holders: Map<number, LiveHolder[]>,
  folder: string,
  pid: number,
  descriptors: readonly number[],
): void {
  let about: Omit<LiveHolder, 'fd'> | null = null;
  for (const fd of descriptors) {
    const inode = Number(/^socket:\[(\d+)\]$/.exec(linkOf(join(folder, 'fd', String(fd))) ?? '')?.[1]);
    if (Number.isNaN(inode)) continue;
    about ??= aboutProcess(folder, pid);
    const known = holders.get(inode);
    if (known === undefined) holders.set(inode, [{ ...about, fd }]);
    else known.push({ ...about, fd });
  }
}

function aboutProcess(folder: string, pid: number): Omit<LiveHolder, 'fd'> {
  return {
    pid,
    name: textOf(join(folder, 'comm'))?.trimEnd() ?? '',
    folder: linkOf(join(folder, 'cwd')),
    container: CONTAINER.exec(textOf(join(folder, 'cgroup')) ?? '')?.[1].slice(0, SHORT_ID) ?? null,
  };
}

/** A process may end while it is looked at. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function numbersIn(folder: string): number[] | null {
  try {
    return readdirSync(folder)
      .map(Number)
      .filter((number) => Number.isInteger(number));
  } catch {
    return null;
  }
}
