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
  const reading = new LiveReading(proc);
  for (const pid of reading.processes()) reading.lookAt(pid);
  return reading.result();
}

/** The same, some processes at a time; `inTurns` does something with each item and lets other work run in between. */
export async function readLiveSocketsInTurns(
  inTurns: (items: Iterable<number>, each: (item: number) => void) => Promise<unknown>,
): Promise<LiveSockets | null> {
  const reading = new LiveReading('/proc');
  await inTurns(reading.processes(), (pid) => reading.lookAt(pid));
  return reading.result();
}

class LiveReading {
  private readonly holders = new Map<number, LiveHolder[]>();
  private readonly texts: readonly string[];
  private hidden = 0;

  constructor(private readonly proc: string) {
    this.texts = TABLES.flatMap((name) => textOf(join(proc, name)) ?? []);
  }

  processes(): readonly number[] {
    return this.texts.length === 0 ? [] : (numbersIn(this.proc) ?? []);
  }

  lookAt(pid: number): void {
    const folder = join(this.proc, String(pid));
    const descriptors = numbersIn(join(folder, 'fd'));
    if (descriptors !== null) addHolders(this.holders, folder, pid, descriptors);
    // A process that has ended meanwhile is not one that is hidden.
    else if (textOf(join(folder, 'comm')) !== null) this.hidden++;
  }

  result(): LiveSockets | null {
    const { texts, holders, hidden } = this;
    return texts.length === 0 ? null : { text: texts.join(''), holders, hidden };
  }
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
