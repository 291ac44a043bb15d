import type { Sign } from '../ir';

/** Names whose value every system agrees on, or on which it is the value of failure. */
export const CONSTANTS: Readonly<Record<string, number>> = {
  NULL: 0,
  nullptr: 0,
  FALSE: 0,
  false: 0,
  TRUE: 1,
  true: 1,
  EOF: -1,
  INVALID_SOCKET: -1,
  SOCKET_ERROR: -1,
  STDIN_FILENO: 0,
  STDOUT_FILENO: 1,
  STDERR_FILENO: 2,
  EXIT_SUCCESS: 0,
  EXIT_FAILURE: 1,
};

/** Read anew at every use: a call in between may have set them. */
export const VOLATILE: ReadonlySet<string> = new Set([
  'errno',
  'h_errno',
  'SOCKERRNO',
  'SOCK_ERRNO',
  'sockerrno',
]);

/** A name in capitals that no code at hand defines. */
export const isSentinel = (name: string): boolean => /^[A-Z][A-Z0-9_]+$/.test(name);

/** The errors of errno(3), and flags and families of the system's headers: all of them are above 0. */
const POSITIVE =
  /^(E(PERM|NOENT|SRCH|INTR|IO|NXIO|2BIG|NOEXEC|BADF|CHILD|AGAIN|NOMEM|ACCES|FAULT|NOTBLK|BUSY|EXIST|XDEV|NODEV|NOTDIR|ISDIR|INVAL|NFILE|MFILE|NOTTY|TXTBSY|FBIG|NOSPC|SPIPE|ROFS|MLINK|PIPE|DOM|RANGE|DEADLK|NAMETOOLONG|NOLCK|NOSYS|NOTEMPTY|LOOP|WOULDBLOCK|NOMSG|PROTO\w*|OVERFLOW|BADMSG|NOTSOCK|DESTADDRREQ|MSGSIZE|NOPROTOOPT|SOCKTNOSUPPORT|OPNOTSUPP|NOTSUP|PFNOSUPPORT|AFNOSUPPORT|ADDRINUSE|ADDRNOTAVAIL|NETDOWN|NETUNREACH|NETRESET|CONN\w+|NOBUFS|ISCONN|NOTCONN|SHUTDOWN|TIMEDOUT|TIME|HOST\w+|ALREADY|INPROGRESS|STALE|CANCELED|ILSEQ)|O_(?!RDONLY|LARGEFILE|BINARY|NOCTTY|NOFOLLOW|EXLOCK|SHLOCK)[A-Z]+|SOCK_(STREAM|DGRAM|RAW|RDM|SEQPACKET|CLOEXEC|NONBLOCK)|(?:AF|PF)_(?!UNSPEC)[A-Z0-9]+|POLL(IN|OUT|ERR|HUP|PRI|RDHUP|NVAL)|EPOLL(IN|OUT|ERR|HUP|PRI|RDHUP|ET|ONESHOT)|SIG(HUP|INT|QUIT|KILL|TERM|PIPE|CHLD|ALRM|USR1|USR2))$/;

export const signOfName = (name: string): Sign | undefined => (POSITIVE.test(name) ? 'positive' : undefined);

/** The value of a C literal; null for one that is no integer. */
export function integerOf(literal: string): number | null {
  // The grammar counts a sign before digits to the literal.
  if (/^[+-]/.test(literal)) {
    const value = integerOf(literal.slice(1).trim());
    return value === null || literal[0] === '+' ? value : -value;
  }
  const digits = literal.replace(/[uUlLzZ]+$/, '').replace(/'/g, '');
  if (/^0[xX][0-9a-fA-F]+$/.test(digits)) return Number.parseInt(digits, 16);
  if (/^0[bB][01]+$/.test(digits)) return Number.parseInt(digits.slice(2), 2);
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return /^\d+$/.test(digits) ? Number.parseInt(digits, 10) : null;
}
