import type { Guess } from '../dataflow';

/** Words in the name of an unknown function that say that it closes what it is given. */
const CLOSING =
  'close closes closed closing closesock closesocket closefd free destroy release cleanup clean dispose drop kill finish finalize terminate teardown disconnect unref end abort reset delete remove del stop quit clear done deinit fini hangup uninit discard retire shut';
/** And words that say that it keeps it, or goes on with it: an object's maker, a container, a server of clients. */
const KEEPING =
  'new create make add insert push append enqueue queue register reg attach adopt take own steal store save handle handler serve service process dispatch start spawn run launch thread session child worker assign alloc wrap watch pass give main loop callback cb client conn connection request peer interact proxy relay forward communicate chat work do job task setup event ev monitor schedule defer track connected accepted import use establish';
/** Words that name the opposite of the two above, or a mere look. */
const LOOKING =
  'nonblock nonblocking noblock blocking cloexec opt opts option options nodelay keepalive reuse reuseaddr timeout timeouts linger valid isvalid is check log debug trace print warn error get wait writable readable ready buffer buffers bufsize tos ttl size send recv read write sendall recvall writen readn readline bind connect listen peek flush';
const ENDING =
  'die fatal panic usage bail croak abort exit errx quit err_sys err_quit err_dump unreachable bug oom giveup';
/** Beside them, words that say that it ends on a condition, or only prepares the end. */
const CONDITIONAL = 'if on unless when cond check is has set get register at handler hook';
const OPENING =
  'open socket sock connect accept listen dup pipe create mkstemp tcp udp fd dial server client bind serversocket listener opensocket connectsocket socketpair unix';
const NOT_OPENING =
  'get find lookup fileno current peek id num count index read write recv send is has check close set';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const words = {
  closing: set(CLOSING),
  keeping: set(KEEPING),
  looking: set(LOOKING),
  ending: set(ENDING),
  conditional: set(CONDITIONAL),
  opening: set(OPENING),
  notOpening: set(NOT_OPENING),
};

/** `tcpConnClose` and `tcp_conn_close` are three words each. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/^\d+|\d+$/g, ''))
    .filter((word) => word !== '');

const has = (name: readonly string[], of: ReadonlySet<string>): boolean => name.some((word) => of.has(word));

/** Makes a number of a script's language, which holds the descriptor then: Lua, Python, Ruby, Perl, PHP, OCaml, Tcl, Guile. */
const AS_NUMBER =
  /^(?:lua_push(?:number|integer|unsigned)|Py(?:Long|Int)_From\w+|Py_BuildValue|(?:rb_)?u?int2(?:inum|fix|num)|INT2(?:FIX|NUM)|newSV[iu]v|m?X?PUSH[iu]|sv_set[iu]v\w*|RETURN_LONG|RETVAL_LONG|ZVAL_LONG|add_(?:assoc|index|next_index)_long|Val_(?:int|long)|Tcl_New(?:Wide)?IntObj|scm_from_\w+|napi_create_u?int(?:32|64)|duk_push_u?int|JS_New(?:Int32|Int64|Number))$/i;

/** `Socket::Socket`: an object that is made of it. */
const CONSTRUCTOR = /\b(\w+)::\1$/;

/** `thread_add_read`, `event_register_write`: a loop that watches it from now on. */
const WATCHING =
  /(?:^|_)(?:add|register|reg|watch|schedule|monitor|attach)_(?:read|write|recv|send|accept|listen|connect|readable|writable)(?:_|$)/;

/** What an unknown function does with a descriptor, as far as its name tells. */
export function guessByName(callee: string): Guess {
  const name = wordsOf(callee);
  if (has(name, words.closing) || name.some((word) => /^x?close|close$|free$/.test(word))) return 'close';
  if (AS_NUMBER.test(callee) || CONSTRUCTOR.test(callee) || WATCHING.test(name.join('_'))) return 'take';
  if (has(name, words.looking)) return 'borrow';
  if (/set_?fd$|set_?sock(et)?$|send_?fd|fd_?set$/i.test(callee)) return 'take';
  return has(name, words.keeping) ? 'take' : 'borrow';
}

/** `die`, `fatal_error`, `usage` and their like do not come back. */
export function soundsFinal(callee: string): boolean {
  const name = wordsOf(callee);
  return has(name, words.ending) && !has(name, words.conditional);
}

/** Whether an unknown function that returns a number can be one that opens. */
export function soundsOpening(callee: string): boolean {
  const name = wordsOf(callee);
  if (has(name, words.notOpening)) return false;
  return has(name, words.opening) || name.some((word) => /socket|connect|open|accept|listen/.test(word));
}
