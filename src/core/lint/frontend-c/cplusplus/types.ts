import type { Variable } from '../../ir';
import type { Classes, ClassFacts } from './classes';
import { lastName } from './classes';

/** What is known of types where a function stands. */
export interface Types {
  readonly classes: Classes;
  readonly aliases: Pick<ReadonlyMap<string, string>, 'get'>;
}

const NUMBERS =
  /^(?:unsigned|signed|int|long|short|char|bool|float|double|size_t|ssize_t|SOCKET|HANDLE|DWORD|BOOL|INT|UINT|auto|void)$/;
/** `sock_t`, `std::uint32_t`, and pointers to objects that C's libraries hide behind a name. */
const PLAIN = /_t$|^(?:[A-Z][A-Z0-9_]+|FILE|DIR)$/;
/** A number, or none. */
const PERHAPS = /^(?:\w+::)*(?:optional|expected|StatusOr)\s*<\s*(?:int|SOCKET)\s*[,>]/;
const DEEPEST = 4;

const wordsOf = (type: string): string =>
  type.replace(/\b(?:const|volatile|struct|class|typename|constexpr|static|mutable)\b/g, ' ').trim();

/** The type behind a name that another was given, as far as it is told. */
export function meant(types: Types, type: string, depth = 0): string {
  const plain = wordsOf(type);
  const other = /^[\w:]+$/.test(plain) ? types.aliases.get(lastName(plain)) : undefined;
  return other === undefined || depth > DEEPEST ? plain : meant(types, other, depth + 1);
}

/** Whether a value of this type is a number or a pointer, not an object. */
export function isPlain(types: Types, type: string): boolean {
  const plain = meant(types, type);
  if (/\*$/.test(plain)) return true;
  if (/</.test(plain)) return PERHAPS.test(plain);
  const name = lastName(plain);
  return (
    types.classes.get(name) === undefined &&
    (plain.split(/\s+/).every((word) => NUMBERS.test(word)) || PLAIN.test(name))
  );
}

/** The class that a type names, if its text is at hand. */
export const classOf = (types: Types, type: string): ClassFacts | null =>
  types.classes.get(lastName(meant(types, type).replace(/<[\s\S]*$/, ''))) ?? null;

/** How a variable of an object's type is followed: what its destructor may close leaks nothing. */
export function kindOfObject(types: Types, type: string): Variable['kind'] {
  const facts = classOf(types, type);
  const plain = facts === null ? OF_SYSTEM.test(wordsOf(type)) : isPlainObject(types, facts);
  return plain ? 'aggregate' : 'auto-closing';
}

/** Numbers, pointers and arrays together, with nothing that runs at the end of their scope. */
const isPlainObject = (types: Types, { bases, destructor, fields, methods }: ClassFacts): boolean =>
  bases.length === 0 &&
  destructor === 'none' &&
  [...methods].every((name) => !/^operator=/.test(name)) &&
  [...fields.values()].every(
    ({ type, pointer }) =>
      pointer || isPlain(types, type) || OF_SYSTEM.test(wordsOf(type)) || HARMLESS.test(wordsOf(type)),
  );

/** Structs of C, which close nothing. */
const OF_SYSTEM =
  /^(?:::)?(?:sockaddr(?:_\w+)?|in6?_addr|timeval|timespec|itimerspec|pollfd|epoll_event|kevent|msghdr|iovec|stat|linger|fd_set|tm)$/;
/** Of the standard library: what holds no descriptor. */
const HARMLESS =
  /^(?:::)?std::(?:string|wstring|string_view|mutex|chrono::[\w:]+|atomic\s*<\s*\w+\s*>|array\s*<\s*(?:char|std::byte|u?int\d*_t)\b.*>|vector\s*<\s*(?:char|std::byte|std::string|u?int8_t|unsigned char)\s*>)$/;
