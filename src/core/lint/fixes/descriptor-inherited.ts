import type { Span } from '../ir';
import type { Fix, FixEdit, Release, RuleFinding } from '../rules';
import { closeOf, escaped } from './closer';
import { Code } from './code';
import { closeWhereLost } from './missing-close';

/** The close of the other side's copy; for exec(3) the flag that lets the kernel do it. */
export function closeOtherSide(finding: RuleFinding, text: string): readonly Fix[] {
  const { message, release } = finding;
  if (message.id.endsWith('.exec')) return markAtOpening(finding, text);
  if (release === undefined) return [];
  const code = new Code(finding.file, text, release.within);
  const close = closeOf(code, text, release, finding.resource?.acquiredBy ?? 'accept');
  const child = childBlock(code, code.local(finding.at));
  const at =
    child === null ? null : release.how === 'child' ? child.open + 1 : behindChild(code, child, release);
  const title = { id: 'lint.fix.close', values: { code: close } };
  if (at !== null) return [{ kind: 'repair', title, edits: [put(code, at, close)] }];
  return release.how === 'child' || release.how === 'overwritten' ? [] : closeWhereLost(finding, text);
}

interface Block {
  readonly open: number;
  /** Behind its closing bracket. */
  readonly end: number;
}

/** The block that only the child of a fork enters: `if (pid == 0) {`, `if (!fork()) {`. */
function childBlock(code: Code, fork: Span): Block | null {
  const assigned = /([A-Za-z_]\w*)\s*=\s*$/.exec(code.blanked.slice(0, fork.start))?.[1];
  const call = escaped(code.blanked.slice(fork.start, fork.end));
  const value = assigned === undefined ? call : `(?:${assigned}|\\(\\s*${assigned}\\s*=\\s*${call}\\s*\\))`;
  const child = new RegExp(
    `\\bif\\s*\\(\\s*(?:!\\s*${value}|${value}\\s*==\\s*0|0\\s*==\\s*${value})\\s*\\)\\s*\\{`,
  );
  const from = code.statementStart(fork.start);
  const found = child.exec(code.blanked.slice(from));
  if (found === null) return null;
  const open = from + found.index + found[0].length - 1;
  const end = code.behindBracket(open);
  return end === null ? null : { open, end };
}

/** Behind a child that never comes out stands what the parent does; its close must be the only one there. */
function behindChild(code: Code, { open, end }: Block, { holder }: Release): number | null {
  const leaves = /\b\w*(?:exit|exec\w*|abort)\s*\([^;]*;\s*}$/i.test(code.blanked.slice(open, end));
  const rest = code.blanked.slice(end);
  const closed = new RegExp(`close\\w*\\s*\\(\\s*&?\\s*${escaped(holder)}\\s*\\)`, 'i').test(rest);
  return leaves && !closed && !/^\s*else\b/.test(rest) ? end : null;
}

/** On a line of its own where the code around it has lines of their own. */
function put(code: Code, at: number, close: string): FixEdit {
  if (!/^[ \t]*\r?\n/.test(code.text.slice(at))) return code.edit(at, at, ` ${close}`);
  const inner = code.blanked[at - 1] === '{' ? code.unit : '';
  return code.edit(at, at, code.eol + code.indentAt(at) + inner + close);
}

/** How each call that opens a socket is told to mark it. */
const FLAGS: Readonly<
  Record<string, (code: Code, args: readonly [number, number][], name: number) => Fix['edits'] | null>
> = {
  socket: (code, args) => orFlag(code, args, 1),
  socketpair: (code, args) => orFlag(code, args, 1),
  accept4: (code, args) => orFlag(code, args, 3),
  accept: (code, args, name) =>
    args.length === 3
      ? [
          code.edit(name, name + 'accept'.length, 'accept4'),
          code.edit(args[2][1], args[2][1], ', SOCK_CLOEXEC'),
        ]
      : null,
};

function markAtOpening({ file, at, resource }: RuleFinding, text: string): readonly Fix[] {
  const code = new Code(file, text, at);
  const name = resource?.acquiredBy ?? '';
  const open = code.blanked.indexOf('(');
  const edits =
    code.blanked.startsWith(name) && open > 0 ? FLAGS[name]?.(code, argumentsAt(code, open), 0) : null;
  if (!edits) return [];
  return [{ kind: 'repair', title: { id: 'lint.fix.cloexec', values: { flag: 'SOCK_CLOEXEC' } }, edits }];
}

function orFlag(code: Code, args: readonly [number, number][], index: number): Fix['edits'] | null {
  const found = args[index];
  if (found === undefined) return null;
  const [start, end] = found;
  const plain = /^[\w|\s]+$/.test(code.text.slice(start, end));
  if (code.text.slice(start, end).trim() === '0') return [code.edit(start, end, 'SOCK_CLOEXEC')];
  return plain ? [code.edit(end, end, ' | SOCK_CLOEXEC')] : null;
}

/** Where each argument of the call with this bracket begins and ends. */
function argumentsAt(code: Code, open: number): readonly [number, number][] {
  const args: [number, number][] = [];
  const behind = code.behindBracket(open);
  if (behind === null) return [];
  let start = open + 1;
  let depth = 0;
  for (let at = open + 1; at < behind; at++) {
    const letter = code.blanked[at];
    if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && at < behind - 1) depth--;
    else if ((letter === ',' && depth === 0) || at === behind - 1) {
      args.push([code.firstFrom(start), code.lastBefore(at) + 1]);
      start = at + 1;
    }
  }
  return args;
}
