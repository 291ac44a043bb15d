import { child, type SyntaxNode } from '../syntax';
import { argumentsOf, bare, textOf } from './nodes';
import type { ParsedSource } from './sources';

/** A call that closes a connection, and what has to come before it. */
export interface Close {
  readonly file: string;
  /** Offset in UTF-16 units. */
  readonly at: number;
  /** As the source has it: `close(client)`. */
  readonly call: string;
  /** The call that every way to it goes through and that may wait for the peer, or the event that it is told of; null: none was found. */
  readonly after: { readonly kind: 'call' | 'event'; readonly name: string; readonly at: number } | null;
}

/** Of one file so many are told. */
const MOST_CLOSES = 5;

const CLOSES = /^(?:close|closesocket|shutdown)$/;
const WAITS = /^(?:recv|recvfrom|recvmsg|read|readv|fgets|select|poll|epoll_wait|SSL_read)$/;
const OF_NODE = /^(?:end|destroy|destroySoon|resetAndDestroy)$/;
const LISTENS_TO = /^(?:on|once|addListener|addEventListener)$/;

/** A node with those around it, outermost first. */
type Path = readonly SyntaxNode[];

/** Where a source closes connections that it accepted, or their sockets in Node. */
export function closesIn(source: ParsedSource): readonly Close[] {
  const calls = callsIn(source.root);
  const closes = source.language === 'c' ? ofC(source, calls) : ofNode(source, calls);
  return closes.slice(0, MOST_CLOSES);
}

function callsIn(root: SyntaxNode): readonly Path[] {
  const found: Path[] = [];
  const visit = (node: SyntaxNode, around: Path): void => {
    const path = [...around, node];
    if (node.type === 'call_expression') found.push(path);
    for (const each of node.children) visit(each, path);
  };
  visit(root, []);
  return found;
}

/** Where a source takes connections from its listening sockets: accept(), or what Node calls with them. */
export const acceptsIn = (source: ParsedSource): readonly number[] =>
  callsIn(source.root)
    .map(last)
    .filter((call) => {
      const callee = calleeOf(source, call);
      if (source.language === 'c') return /^accept4?$/.test(callee);
      const [first] = argumentsOf(call);
      const isListener = /^(?:on|once)$/.test(callee) && first !== undefined;
      return callee === 'createServer' || (isListener && textOf(source, first).slice(1, -1) === 'connection');
    })
    .map(({ start }) => start);

const last = (path: Path): SyntaxNode => path[path.length - 1];

function ofC(source: ParsedSource, calls: readonly Path[]): Close[] {
  const accepted = acceptedNames(source, calls);
  return calls.flatMap((path) => {
    const [argument] = argumentsOf(last(path));
    const name = argument === undefined ? '' : textOf(source, bare(argument));
    if (!CLOSES.test(calleeOf(source, last(path))) || !accepted.has(name)) return [];
    const before = calls.filter(
      (other) =>
        WAITS.test(calleeOf(source, last(other))) &&
        functionOf(other) === functionOf(path) &&
        isAlwaysBefore(other, path),
    );
    const wait = before.at(-1);
    return [closeOf(source, path, wait === undefined ? null : waitOf(source, wait))];
  });
}

/** The variables that hold what accept() returned. */
function acceptedNames(source: ParsedSource, calls: readonly Path[]): ReadonlySet<string> {
  const names = calls.flatMap((path) => {
    if (!/^accept4?$/.test(calleeOf(source, last(path)))) return [];
    const given = path.findLast(({ type }) => /^(?:assignment_expression|init_declarator)$/.test(type));
    const target = given && (child(given, 'left') ?? child(given, 'declarator'));
    return target ? [textOf(source, target)] : [];
  });
  return new Set(names);
}

const waitOf = (source: ParsedSource, path: Path): NonNullable<Close['after']> => ({
  kind: 'call',
  name: calleeOf(source, last(path)),
  at: last(path).start,
});

function closeOf(source: ParsedSource, path: Path, after: Close['after']): Close {
  const node = last(path);
  return { file: source.path, at: node.start, call: textOf(source, node).replace(/\s+/g, ' '), after };
}

const functionOf = (path: Path): SyntaxNode | undefined =>
  path.findLast(({ type }) => type === 'function_definition');

/** Parts of a statement that are run on every way through it. */
const ALWAYS: ReadonlySet<string | null> = new Set(['condition', 'initializer', 'value']);
const BRANCHES = /^(?:if|while|for|switch|case)_statement$|^conditional_expression$/;

/** Whether whatever comes to the second has been through the first: no branch, loop or jump leads around it. */
function isAlwaysBefore(first: Path, second: Path): boolean {
  if (last(first).start >= last(second).start) return false;
  const common = first.findLastIndex((node, at) => second[at] === node);
  for (let at = common; at < first.length - 1; at++) {
    const [outer, inner] = [first[at], first[at + 1]];
    if (outer === first[common] && inner === second[common + 1]) continue;
    if (BRANCHES.test(outer.type) && !ALWAYS.has(inner.field)) return false;
    if (outer.type === 'binary_expression' && /&&|\|\|/.test(outer.operator) && inner.field === 'right')
      return false;
  }
  const body = functionOf(second);
  return body !== undefined && !jumps(body);
}

const jumps = (node: SyntaxNode): boolean => node.type === 'goto_statement' || node.children.some(jumps);

function ofNode(source: ParsedSource, calls: readonly Path[]): Close[] {
  return calls.flatMap((path) => {
    const callee = child(last(path), 'function');
    if (callee?.type !== 'member_expression' || !OF_NODE.test(calleeOf(source, last(path)))) return [];
    const object = child(callee, 'object');
    if (object === null || !/sock|conn|client|stream|peer/i.test(textOf(source, object))) return [];
    return [closeOf(source, path, eventOf(source, path))];
  });
}

/** The innermost listener that a call stands in. */
function eventOf(source: ParsedSource, path: Path): Close['after'] {
  const listener = path.slice(0, -1).findLast((node) => {
    const [event] = node.type === 'call_expression' ? argumentsOf(node) : [];
    return event?.type === 'string' && LISTENS_TO.test(calleeOf(source, node));
  });
  if (listener === undefined) return null;
  const name = textOf(source, argumentsOf(listener)[0]).slice(1, -1);
  return { kind: 'event', name, at: listener.start };
}

/** The last name of what is called. */
function calleeOf(source: ParsedSource, call: SyntaxNode): string {
  const callee = child(call, 'function');
  if (callee === null) return '';
  const named =
    callee.type === 'member_expression' || callee.type === 'field_expression'
      ? (child(callee, 'property') ?? child(callee, 'field') ?? callee)
      : callee;
  return textOf(source, named);
}
