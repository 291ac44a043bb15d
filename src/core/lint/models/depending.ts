import { ANY, ArgumentPath, type Behaviour, type Call, NEGATIVE } from '../dataflow';
import type { IrFunction, Operand, Place } from '../ir';
import {
  borrows,
  ends,
  fills,
  type Model,
  opens,
  returnsArgument,
  takes,
  takesUnlessNull,
  uses,
} from './describe';

/** `cqe->res` behind the pointer that is filled. */
const RESULT = ArgumentPath.read('1.*.*.res');

const only = ({ behaviour }: Model): Behaviour => behaviour;
const DUPLICATES = only(opens('fcntl(2)', 'fcntl', 'descriptor', { uses: [0] }));
const CONTROLS = only(uses('fcntl(2)', 'fcntl'));
const ENDS = only(ends('error(3)', 'error'));
const PRINTS = only(borrows('error(3)', 'error', ['prints']));
/** signalfd(2): -1 asks for a new descriptor, another is changed and returned. */
const SIGNALS = only(opens('signalfd(2)', 'signalfd', 'descriptor'));
const SAME = only(returnsArgument('signalfd(2)', 'signalfd', 0));
/** BIO_new_socket(3): BIO_CLOSE closes with the BIO, BIO_NOCLOSE leaves it to the caller. */
const BIO_TAKES = only(takesUnlessNull('BIO_new_socket(3)', 'BIO_new_socket', 0));
const BIO_BORROWS = only(borrows('BIO_new_socket(3)', 'BIO_new_socket'));
const BIO_SET_TAKES = only(takes('BIO_set_fd(3)', 'BIO_set_fd', 1));
const BIO_SET_BORROWS = only(borrows('BIO_set_fd(3)', 'BIO_set_fd'));
/** libevent's bufferevent.h: BEV_OPT_CLOSE_ON_FREE closes with the bufferevent; without it, it stays the caller's. */
const BUFFER_TAKES = only(takesUnlessNull('libevent bufferevent.h', 'bufferevent_socket_new', 1));
const BUFFER_BORROWS = only(borrows('libevent bufferevent.h', 'bufferevent_socket_new'));
/** libevent's listener.h: LEV_OPT_CLOSE_ON_FREE. */
const LISTENER_TAKES = only(takesUnlessNull('libevent listener.h', 'evconnlistener_new', 5));
const LISTENER_BORROWS = only(borrows('libevent listener.h', 'evconnlistener_new'));
/** unix(7), SCM_RIGHTS: what is copied out of a control message is a new descriptor of the receiver. */
const RECEIVES = only(fills('unix(7)', 'recvmsg', ['0.*'], 'descriptor', { failure: null }));
const GIVEN = only(opens('cmsg(3)', 'CMSG_DATA', 'descriptor', { failed: null }));
/** What became of an accept(2) that was asked for with io_uring_prep_accept(3). */
const COMPLETES: Behaviour = {
  outcomes: [
    {
      requires: [],
      result: { kind: 'constant', value: 0 },
      opens: ['socket'],
      effects: [{ does: 'store', path: RESULT, value: { kind: 'resource', index: 0 } }],
    },
    {
      requires: [],
      result: { kind: 'constant', value: 0 },
      opens: [],
      effects: [{ does: 'store', path: RESULT, value: { kind: 'constant', value: -1, failure: true } }],
    },
    { requires: [], result: { kind: 'number', mask: NEGATIVE }, opens: [], effects: [] },
  ],
  traits: [],
  page: 'io_uring_wait_cqe(3)',
};
const WAITS = only(borrows('io_uring_wait_cqe(3)', 'io_uring_wait_cqe'));
const COPIES: Behaviour = {
  outcomes: [{ requires: [], result: { kind: 'number', mask: ANY }, opens: [], effects: [] }],
  traits: [],
  page: 'memcpy(3)',
};

const textOf = (operand: Operand | undefined): string =>
  operand?.kind === 'sentinel' ? operand.name : operand?.kind === 'opaque' ? operand.text : '';

const hasFlag = ({ args }: Call, index: number, flag: RegExp): boolean => flag.test(textOf(args[index]));

const isConstant = (operand: Operand | undefined, holds: (value: number) => boolean): boolean =>
  operand?.kind === 'constant' && holds(operand.value);

/** The option says, as far as the code tells it, that the descriptor is not closed with the object. */
function isKept({ args }: Call, index: number, name?: string): boolean {
  const option = args[index];
  if (option?.kind === 'constant') return option.value === 0;
  const text = textOf(option);
  return name === undefined
    ? text !== '' && !/CLOSE_ON_FREE/.test(text) && /^[A-Z_|\s]+$/.test(text)
    : text === name;
}

/** `memcpy(&fd, CMSG_DATA(message), sizeof fd)` in a function that receives. */
function isReceived({ args: [to, from] }: Call, fn: IrFunction): boolean {
  if (to?.kind !== 'address' || from?.kind !== 'place' || !to.place.isRoot) return false;
  if (fn.variables.get(to.place)?.kind !== 'scalar') return false;
  return (
    resultsOf(fn, 'CMSG_DATA').has(from.place.root) && calls(fn, 'recvmsg') && !asksForOtherThanRights(fn)
  );
}

/** cmsg(3): the messages that a function looks for are named, and none of them carries descriptors. */
function asksForOtherThanRights(fn: IrFunction): boolean {
  const named = fn.blocks.flatMap(({ terminator }) =>
    terminator.op === 'branch' && terminator.condition.right.kind === 'sentinel'
      ? [terminator.condition.right.name]
      : [],
  );
  return named.some((name) => CONTROL.test(name)) && !named.includes('SCM_RIGHTS');
}

/** Types of control messages: ip(7), ipv6(7), socket(7), unix(7). */
const CONTROL = /^(?:IP|IPV6|SO|SCM|UDP|TCP|TLS)_[A-Z0-9_]+$/;

/** The places that calls of a function put their result into. */
const resultsOf = (fn: IrFunction, name: string): ReadonlySet<Place> =>
  new Set(
    fn.blocks.flatMap(({ instructions }) =>
      instructions.flatMap((each) =>
        each.op === 'call' && each.callee.name === name && each.to !== null ? [each.to] : [],
      ),
    ),
  );

/** io_uring_prep_accept(3): a completion's result is the connection, where nothing else was asked for. */
function awaitsConnections(fn: IrFunction): boolean {
  const asked = fn.blocks.flatMap(({ instructions }) =>
    instructions.flatMap((each) =>
      each.op === 'call' && each.callee.name.startsWith('io_uring_prep_') ? [each.callee.name] : [],
    ),
  );
  return asked.length > 0 && asked.every((name) => /^io_uring_prep_(?:multishot_)?accept$/.test(name));
}

const calls = (fn: IrFunction, name: string): boolean =>
  fn.blocks.some(({ instructions }) =>
    instructions.some((each) => each.op === 'call' && each.callee.name === name),
  );

type Depending = (call: Call, fn: IrFunction | null) => Behaviour;

/** APIs of which an argument says what they do. */
const BY_ARGUMENT: Readonly<Record<string, Depending>> = {
  fcntl: (call) => (hasFlag(call, 1, /^F_DUPFD/) ? DUPLICATES : CONTROLS),
  fcntl64: (call) => (hasFlag(call, 1, /^F_DUPFD/) ? DUPLICATES : CONTROLS),
  error: ({ args: [status] }) => (isConstant(status, (value) => value !== 0) ? ENDS : PRINTS),
  error_at_line: ({ args: [status] }) => (isConstant(status, (value) => value !== 0) ? ENDS : PRINTS),
  signalfd: ({ args: [fd] }) => (isConstant(fd, (value) => value === -1) ? SIGNALS : SAME),
  BIO_new_socket: (call) => (isKept(call, 1, 'BIO_NOCLOSE') ? BIO_BORROWS : BIO_TAKES),
  BIO_new_fd: (call) => (isKept(call, 1, 'BIO_NOCLOSE') ? BIO_BORROWS : BIO_TAKES),
  BIO_new_dgram: (call) => (isKept(call, 1, 'BIO_NOCLOSE') ? BIO_BORROWS : BIO_TAKES),
  BIO_new_fp: (call) => (isKept(call, 1, 'BIO_NOCLOSE') ? BIO_BORROWS : BIO_TAKES),
  BIO_set_fd: (call) => (isKept(call, 2, 'BIO_NOCLOSE') ? BIO_SET_BORROWS : BIO_SET_TAKES),
  bufferevent_socket_new: (call) => (isKept(call, 2) ? BUFFER_BORROWS : BUFFER_TAKES),
  bufferevent_openssl_socket_new: (call) => (isKept(call, 4) ? BUFFER_BORROWS : BUFFER_TAKES),
  evconnlistener_new: (call) => (isKept(call, 3) ? LISTENER_BORROWS : LISTENER_TAKES),
  // Without an argument it is a number read out of the message.
  CMSG_DATA: ({ args }, fn) =>
    args.length === 0 && fn !== null && calls(fn, 'recvmsg') && !asksForOtherThanRights(fn) ? GIVEN : COPIES,
  io_uring_wait_cqe: (_, fn) => (fn !== null && awaitsConnections(fn) ? COMPLETES : WAITS),
  io_uring_wait_cqe_timeout: (_, fn) => (fn !== null && awaitsConnections(fn) ? COMPLETES : WAITS),
  io_uring_peek_cqe: (_, fn) => (fn !== null && awaitsConnections(fn) ? COMPLETES : WAITS),
  memcpy: (call, fn) => (fn !== null && isReceived(call, fn) ? RECEIVES : COPIES),
  memmove: (call, fn) => (fn !== null && isReceived(call, fn) ? RECEIVES : COPIES),
};

/** What an owner gives up, such as std::unique_ptr: it closes no more what comes back. A stream is told by its argument. */
const RELEASES_STREAM = only(opens('std::unique_ptr', 'release', 'stream', { failed: 0 }));
const RELEASES = only(opens('std::unique_ptr', 'release', 'descriptor'));

/** What a front-end tells as `owner.release`; null for any other name. */
export const releasedBy = ({ callee, args }: Call): Behaviour | null =>
  callee.name.endsWith('.release') ? (args.length > 0 ? RELEASES_STREAM : RELEASES) : null;

/** The same by name: a name that the program made up finds nothing. */
export const DEPENDING: ReadonlyMap<string, Depending> = new Map(Object.entries(BY_ARGUMENT));
