import listed from './known-differences.json';

/**
 * Where the engine, which sees packets, says other than the kernel, which knows; by reason. Each reason is about what
 * no capture can show. The lists hold what was found and nothing else: a difference that is not listed fails, and so
 * does one that is listed and no longer occurs.
 */
export const REASONS = {
  'far-end':
    'What the captured end had sent had not arrived at the other, or what the other had sent had not arrived here: ' +
    'lost, held back, or on its way. The capture at the other end, where the engine is right, shows it.',
  'not-taken':
    'The segment arrived and the kernel let it fall: the accept queue was full, or TCP_DEFER_ACCEPT waits for data.',
  firewall:
    'A firewall answered in the name of a kernel that never saw the segment: it let the SYN fall and said so by ICMP, or it ' +
    'answered by RST, and the socket that the RST speaks for is still there.',
  forged:
    'An RST was forged in the name of an end that lives: until that end goes on, the capture shows nothing else.',
  'fin-waits':
    'The program has closed, and its FIN waits in the kernel behind data that are not acknowledged, or a closed window.',
  'kernel-setting':
    'tcp_rfc1337 is set: TIME_WAIT ignores a reset that would end it by default; or TCP_USER_TIMEOUT: the kernel gives up ' +
    'sooner than it does by default, without a packet.',
  'syn-cookie':
    'The SYN/ACK was a SYN cookie: the kernel keeps no socket for it until the handshake is complete. It is the one case ' +
    'where a proven state is contradicted: the packet says SYN_RECEIVED, and there is nothing that could be in a state.',
} as const;
export type Reason = keyof typeof REASONS;

/** The only reason for which a confirmed state may be listed. */
export const REASON_WITHOUT_SOCKET: Reason = 'syn-cookie';

const DIFFERENCES: Readonly<Record<Reason, readonly string[]>> = listed;

/** The reason that a difference is listed under. */
export function reasonOf(difference: string): Reason | undefined {
  return (Object.keys(REASONS) as Reason[]).find((reason) => DIFFERENCES[reason].includes(difference));
}

/** Every listed difference of one recording. */
export const differencesOf = (recording: string): string[] =>
  Object.values(DIFFERENCES)
    .flat()
    .filter((difference) => difference.startsWith(`${recording},`))
    .sort();

export const recordingsWithDifferences = (): string[] =>
  Object.values(DIFFERENCES)
    .flat()
    .map((difference) => difference.slice(0, difference.indexOf(',')));
