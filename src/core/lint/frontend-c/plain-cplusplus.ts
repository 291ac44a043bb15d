import { byName } from '../ir';
import { modelOf } from '../models';
import { headsIn } from './heads';

/** `auto` as a name that C's grammar takes for a type. */
export const DEDUCED = 'aut0';

const GLOBAL = /((?<![\w>\s])\s*|\b(?:return|else|do)\s+)::(?=\s*[A-Za-z_])/g;
const BRACED = /\b((?:int|long|unsigned|short|SOCKET|ssize_t|size_t)\s+\w+)\{([^{};]*)\}(?=\s*;)/g;
/** `Guard guard{fd};` */
const BUILT =
  /(?<!\b(?:struct|class|union|enum|namespace|return|else|do|new|typename)\s+)(?<=[\w>]\s+)(\b\w+)\{([\w\s,.&*()>-]{1,200})\}(?=\s*;)/g;
const AUTO = /\bauto(?=\s+\w+\s*=\s*(\w*))/g;
const LAMBDA =
  /(?<=[=(,]\s*|\breturn\s+)\[[^[\]]*\]\s*(?:\([^()]*\)\s*)?(?:mutable\s*)?(?:->\s*[\w:*&]+\s*)?\{/g;
const CAST = /\b((?:static|const|reinterpret|dynamic)_cast\s*)<([\w\s*&:]{1,100})>(?=\s*\()/g;
/** Calls by a qualified name, or with arguments of a template. */
const QUALIFIED = /\b\w+(?:::\w+)+(?=\s*[(<])/g;
const TEMPLATE = /\b(\w+)<([\w:,\s*&]{0,100})>(?=\s*\()/g;
const THROW = /\bthrow\b[^;{}]{0,2000};/g;
/** What a lambda mentions may be closed whenever it is called: it is handed over like to a function of this name. */
const KEEPS = 'add';
const KEYWORDS: ReadonlySet<string> = new Set(
  'auto bool break case char const continue default do double else false float for goto if int long new nullptr return short signed sizeof static struct switch this throw true unsigned void while'.split(
    ' ',
  ),
);

/**
 * C++ in words of C, of the same length: `::socket` is `socket`, `int fd{x}` is `int fd=x`, what a lambda mentions is
 * handed over, `make<T>(x)` is a call, `throw` leaves the function. Where a function catches, `throw` ends the path, for where it leads to is
 * not followed.
 */
export function plainCPlusPlus(text: string): string {
  const plain = withoutLambdas(text)
    .replace(GLOBAL, '$1  ')
    .replace(BRACED, '$1=$2 ')
    .replace(BUILT, '$1($2)')
    .replace(AUTO, (_, callee: string) => (callee === KEEPS || opensNumber(callee) ? 'int ' : DEDUCED));
  return withPlainBodies(plain);
}

const opensNumber = (callee: string): boolean =>
  modelOf({
    op: 'call',
    to: null,
    callee: byName(callee),
    args: [],
    at: { start: 0, end: 0 },
  })?.outcomes.some(
    ({ result, opens }) =>
      result.kind === 'resource' &&
      (opens[result.index] === 'socket' || opens[result.index] === 'descriptor'),
  ) === true;

function withoutLambdas(text: string): string {
  if (!text.includes('[')) return text;
  let plain = '';
  let from = 0;
  LAMBDA.lastIndex = 0;
  for (let match = LAMBDA.exec(text); match !== null; match = LAMBDA.exec(text)) {
    const end = closingBrace(text, LAMBDA.lastIndex);
    if (end < 0) break;
    plain += text.slice(from, match.index) + handedOver(text.slice(match.index, end));
    from = end;
    LAMBDA.lastIndex = end;
  }
  return plain + text.slice(from);
}

/** Behind the brace that closes what is open; -1 without one. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return -1;
}

function handedOver(lambda: string): string {
  const names = new Set(
    [...lambda.matchAll(/(?<![\w.>:])([A-Za-z_]\w*)(?!\w|\s*[(:])/g)].flatMap(([, name]) =>
      KEYWORDS.has(name) ? [] : [name],
    ),
  );
  const call = `${KEEPS}(${[...names].join(',')})`;
  const lines = lambda.replace(/[^\n]/g, ' ').slice(call.length);
  return call.length > lambda.length || lambda.slice(0, call.length).includes('\n') ? lambda : call + lines;
}

function withPlainBodies(text: string): string {
  let plain = '';
  let from = 0;
  for (const { at, body } of headsIn(text)) {
    if (body < from) continue;
    plain += text.slice(from, body) + plainBody(text.slice(body, at.end));
    from = at.end;
  }
  return plain + text.slice(from);
}

function plainBody(body: string): string {
  const leaves = /\btry\b/.test(body) ? 'exit(1)' : 'return';
  return body
    .replace(
      CAST,
      (_, word: string, type: string) => `${' '.repeat(word.length)}(${type.replace(/[:&]/g, ' ')})`,
    )
    .replace(QUALIFIED, (name) => name.replaceAll('::', '__'))
    .replace(TEMPLATE, (_, name: string, given: string) => `${name}_${given.replace(/\W/g, '_')}_`)
    .replace(THROW, (found) => leaving(found, leaves));
}

/** Line ends stay where they are, behind the word. */
function leaving(statement: string, word: string): string {
  if (statement.length <= word.length || statement.slice(0, word.length).includes('\n')) return statement;
  return `${word + statement.slice(word.length, -1).replace(/[^\n]/g, ' ')};`;
}
