import type { KernelCounter } from '../socket-row';
import type { TableLine } from '../table-lines';

type CounterId = KernelCounter['id'];

/** Linux' names (include/uapi/linux/snmp.h, net/ipv4/proc.c), as nstat and /proc/net/netstat have them. */
const NAMES: Readonly<Record<string, CounterId>> = {
  ListenOverflows: 'overflows',
  ListenDrops: 'listen-drops',
  TCPAbortOnData: 'abort-on-data',
  TCPAbortOnClose: 'abort-on-close',
  TCPAbortOnTimeout: 'abort-on-timeout',
  TCPAbortOnMemory: 'abort-on-memory',
};
/** A name with its count behind it: `TcpExtListenOverflows 567 0.0`, `tcpListenDrop = 12 ` of Solaris. */
const NAMED =
  /(?:^|\s)(TcpExt)?(ListenOverflows|ListenDrops|TCPAbortOn(?:Data|Close|Timeout|Memory)):?\s+(\d{1,15})\b/g;
/** Sentences of `netstat -s`: net-tools (statistics.c), the BSDs and macOS, AIX, HP-UX, and Solaris' names. */
const SENTENCES: readonly (readonly [RegExp, CounterId])[] = [
  [/^\s*(\d{1,15}) times the listen queue of a socket overflowed\b/, 'overflows'],
  [/^\s*(\d{1,15}) listen queue overflows?\b/, 'overflows'],
  [/^\s*(\d{1,15}) discarded due to listener's queue full\b/, 'overflows'],
  [/^\s*(\d{1,15}) connect requests? dropped due to full queue\b/, 'overflows'],
  [/(?:^|\s)tcpListenDrop\s*=\s*(\d{1,15})\b/, 'overflows'],
  [/^\s*(\d{1,15}) SYNs to LISTEN sockets (?:dropped|ignored)\b/, 'listen-drops'],
  [/^\s*(\d{1,15}) connections reset due to unexpected data\b/, 'abort-on-data'],
  [/^\s*(\d{1,15}) connections reset due to early user close\b/, 'abort-on-close'],
  [/^\s*(\d{1,15}) connections aborted due to timeout\b/, 'abort-on-timeout'],
  [/^\s*(\d{1,15}) connections aborted due to memory pressure\b/, 'abort-on-memory'],
];

/** What the kernel has counted, by a line; empty: nothing that is known. */
export function countersIn({ text, line }: TableLine): KernelCounter[] {
  const named = [...text.matchAll(NAMED)].map(([, nstat, name, count]) => ({
    line,
    id: NAMES[name],
    count: Number(count),
    // nstat(8): counts since it ran last, unless -a was given.
    relative: nstat !== undefined,
  }));
  if (named.length > 0) return named;
  return SENTENCES.flatMap(([sentence, id]) => {
    const count = sentence.exec(text)?.[1];
    return count === undefined ? [] : [{ line, id, count: Number(count) }];
  });
}

/** A line of /proc/net/netstat: the names stand on the line above, with the same word in front. */
export function countersBelow(names: string, { text, line }: TableLine): KernelCounter[] {
  if (!/^\s*TcpExt: [A-Z]/.test(names) || !/^\s*TcpExt: \d/.test(text)) return [];
  const counts = text.trim().split(/\s+/);
  return names
    .trim()
    .split(/\s+/)
    .flatMap((name, at) =>
      Object.hasOwn(NAMES, name) ? [{ line, id: NAMES[name], count: Number(counts[at] ?? 0) }] : [],
    );
}
