import { Threshold } from '../findings';
import type { CountAsked, KernelCounter, SocketCount, SocketTable } from '../sockets';
import type { TcpStateName } from '../tcp';
import type { Severity } from '../words';

/** A count that was made twice on one host, and was higher the second time. */
export interface CountClaim {
  /** What was counted: sockets in a state, or what a counter of the kernel stands for. */
  readonly state: TcpStateName | null;
  readonly counter: KernelCounter['id'] | null;
  readonly severity: Severity;
  readonly before: number;
  readonly after: number;
  /** Between the two, where the text tells when they were made. */
  readonly seconds: number | null;
  readonly places: readonly { readonly line: number; readonly table: number }[];
}

interface Made {
  readonly key: string;
  readonly state: TcpStateName | null;
  readonly counter: KernelCounter['id'] | null;
  readonly line: number;
  readonly table: number;
  readonly count: number;
  readonly asked: CountAsked;
}

/** Other states than CLOSE_WAIT come and go: only what at least doubles, by this many, is told. */
const MANY_MORE = 10;

/**
 * Compares counts, the first with the last. Two counts are of one host only where both have a time in front, or the same
 * command behind the same prompt: numbers alone may be of two machines.
 */
export function countsOverTime(tables: readonly SocketTable[]): CountClaim[] {
  const chains = new Map<string, Made[]>();
  for (const made of tables.flatMap(madeIn)) {
    const chain = chains.get(made.key);
    if (chain === undefined) chains.set(made.key, [made]);
    else chain.push(made);
  }
  return [...chains.values()].flatMap((chain) => {
    const [first, last] = inOrder(chain[0], chain[chain.length - 1]);
    return chain.length < 2 || !isOfOneHost(first, last) || !hasGrown(first, last)
      ? []
      : [claimOf(first, last)];
  });
}

const UNKNOWN: CountAsked = { prompt: null, at: null };

function madeIn({ counts, counters }: SocketTable, table: number): Made[] {
  const ofStates = counts
    .filter(({ part }: SocketCount) => part !== true)
    .map(({ state, line, count, asked = UNKNOWN }) => ({
      ...{ key: `${state} ${commandOf(asked)}`, state, counter: null },
      ...{ line, table, count, asked },
    }));
  const ofKernel = counters
    .filter((counter) => !isRelative(counter))
    .map(({ id, line, count, asked = UNKNOWN }) => ({
      ...{ key: `${id} ${commandOf(asked)}`, state: null, counter: id },
      ...{ line, table, count, asked },
    }));
  return [...ofStates, ...ofKernel];
}

/** `nstat` tells what came since it ran last; with -a all that was counted. */
const isRelative = ({ relative, asked }: KernelCounter): boolean =>
  relative === true && !/\bnstat\s+(?:-\S+\s+)*-\w*a/.test(asked?.prompt ?? '');

/** With a time in front of each, what stands before the command may differ. */
const commandOf = ({ prompt, at }: CountAsked): string =>
  at === null ? (prompt ?? '') : (prompt?.replace(/^.*?[$#%>]\s/, '') ?? '');

const isOfOneHost = (first: Made, last: Made): boolean =>
  first.asked.at !== null && last.asked.at !== null
    ? first.asked.at !== last.asked.at
    : first.asked.prompt !== null && first.asked.prompt === last.asked.prompt;

function inOrder(first: Made, last: Made): [Made, Made] {
  const seconds = between(first, last);
  return seconds !== null && seconds < 0 ? [last, first] : [first, last];
}

const between = (first: Made, last: Made): number | null =>
  first.asked.at === null || last.asked.at === null ? null : last.asked.at - first.asked.at;

function hasGrown({ state, count: before }: Made, { count: after }: Made): boolean {
  if (state === null || state === 'CLOSE_WAIT') return after > before;
  return after >= before * 2 && after - before >= MANY_MORE;
}

function claimOf(first: Made, last: Made): CountClaim {
  const { state, counter, count: after } = last;
  const isWeighty = counter === 'overflows' || (state === 'CLOSE_WAIT' && after >= Threshold.pileUp);
  return {
    ...{ state, counter, after, before: first.count },
    severity: isWeighty ? 'warning' : 'info',
    seconds: between(first, last),
    places: [first, last].map(({ line, table }) => ({ line, table })),
  };
}
