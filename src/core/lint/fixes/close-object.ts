import type { Fix, FixEdit, RuleFinding } from '../rules';

/** By what an object is: how a path that loses it gives it up, and what that is called. */
const CLOSERS: Readonly<Record<string, readonly [how: string, statement: (name: string) => string]>> = {
  socket: ['destroy', (name) => `${name}.destroy();`],
  'tls-socket': ['destroy', (name) => `${name}.destroy();`],
  'raw-socket': ['destroy', (name) => `${name}.destroy();`],
  request: ['destroy', (name) => `${name}.destroy();`],
  'http2-session': ['destroy', (name) => `${name}.destroy();`],
  agent: ['destroy', (name) => `${name}.destroy();`],
  websocket: ['destroy', (name) => `${name}.terminate();`],
  datagram: ['close-server', (name) => `${name}.close();`],
  'net-server': ['close-server', (name) => `${name}.close();`],
  'http-server': ['close-server', (name) => `${name}.close();`],
  'http2-server': ['close-server', (name) => `${name}.close();`],
  response: ['resume', (name) => `${name}.resume();`],
  'fetch-response': ['cancel', (name) => `await ${name}.body?.cancel();`],
};

/** Closes an object of Node's where a path loses it. */
export function closeObject(finding: RuleFinding, text: string): readonly Fix[] {
  const { resource, message, file, at } = finding;
  const closer = CLOSERS[message.values.kind ?? ''];
  const name = resource?.name ?? '';
  if (closer === undefined || resource === null || !/^(this\.)?[A-Za-z_$][\w$]*$/.test(name)) return [];
  if (!isInScope(text, resource.at.end, at.start)) return [];
  const [how, statementFor] = closer;
  const statement = statementFor(name);
  // What was awaited is in a function that can await.
  if (statement.startsWith('await') && !/\bawait\s*\(?\s*$/.test(text.slice(0, resource.at.start))) return [];
  const edits = editsAt(file, text, at.start, at.end, statement);
  return edits === null
    ? []
    : [{ kind: 'repair', title: { id: `lint.fix.${how}`, values: { name } }, edits }];
}

/** Whether no block that began before one place ends before the other. */
function isInScope(text: string, from: number, to: number): boolean {
  let depth = 0;
  for (let at = from; at < to && depth >= 0; at++)
    if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
  return depth >= 0;
}

function editsAt(
  file: string,
  text: string,
  start: number,
  end: number,
  statement: string,
): FixEdit[] | null {
  const insert = (offset: number, added: string): FixEdit => ({
    file,
    at: { start: offset, end: offset },
    text: added,
  });
  const before = text.slice(0, start).trimEnd();
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const alone = line.trim() === '';
  if (/^(return|throw)\b/.test(text.slice(start, end))) {
    // The only statement of an `if` without braces.
    if (/\)$|\belse$|=>$/.test(before)) return [insert(start, `{ ${statement} `), insert(end, ' }')];
    return [insert(start, alone ? `${statement}\n${line}` : `${statement} `)];
  }
  if (before.endsWith('=>')) return [insert(start, `{ ${statement} `), insert(end, '; }')];
  if (text.slice(start, end) !== '}') return null;
  return [insert(start, alone ? `${levelOf(text)}${statement}\n${line}` : `${statement} `)];
}

/** One level of the text's indentation. */
const levelOf = (text: string): string => /\n(\t| {2,4})\S/.exec(text)?.[1] ?? '  ';
