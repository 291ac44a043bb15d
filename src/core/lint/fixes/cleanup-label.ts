import type { Fix, Release } from '../rules';
import { isInitialized, wordOf } from './closer';
import type { Code } from './code';
import { replaceStatement } from './insert';

interface Label {
  readonly name: string;
  /** What is done from the label on, without its braces. */
  readonly steps: readonly string[];
  /** What is returned there. */
  readonly value: string;
}

/** `goto fail;` in place of a return, where what stands at the label is what is missing, and no more. */
export function jumpToCleanup(code: Code, release: Release): Fix | null {
  const { start, end } = code.local(release.at);
  const value = /^return\b([\s\S]*);$/.exec(code.blanked.slice(start, end))?.[1].trim();
  // C++ forbids jumps past initializations.
  if (release.how !== 'return' || value === undefined || /\.(?:cc|cpp|cxx|hh|hpp|hxx)$/i.test(code.file))
    return null;
  for (const label of labelsAfter(code, end)) {
    if (!fits(code, release, label, start)) continue;
    const returned = code.text.slice(start + 'return'.length, end - 1).trim();
    const lines = linesFor(code, label, value, returned, start);
    const edits = lines === null ? null : replaceStatement(code, start, lines);
    if (edits !== null)
      return { kind: 'repair', title: { id: 'lint.fix.goto', values: { label: label.name } }, edits };
  }
  return null;
}

/** The jump, after the value is put where the label returns it from. */
function linesFor(
  code: Code,
  { name, value }: Label,
  wanted: string,
  source: string,
  before: number,
): string[] | null {
  const same = (text: string) => text.replace(/[\s()]/g, '');
  if (same(value) === same(wanted)) return [`goto ${name};`];
  const isVariable = /^[A-Za-z_]\w*$/.test(value) && isInitialized(code, value, before);
  const isPlain = /^[-!~]?\s*\w+$/.test(wanted);
  return isVariable && isPlain ? [`${value} = ${source};`, `goto ${name};`] : null;
}

const LABEL = /(?=[A-Za-z_])(?<=[;{}]\s*)([A-Za-z_]\w*)\s*:(?!:)/g;

function labelsAfter(code: Code, from: number): readonly Label[] {
  const labels: Label[] = [];
  for (const found of code.blanked.slice(from).matchAll(LABEL)) {
    if (found[1] === 'default') continue;
    const rest = code.blanked.slice(from + found.index + found[0].length);
    const last = /\breturn\b([^;{}]*);\s*}\s*$/.exec(rest) ?? /(?<=[;}])()\s*}\s*$/.exec(rest);
    if (last === null) continue;
    const steps = rest
      .slice(0, last.index)
      .split(/[;{}]/)
      .map((step) => step.replace(/\b[A-Za-z_]\w*\s*:(?!:)/g, '').trim())
      .filter((step) => step !== '');
    labels.push({ name: found[1], steps, value: last[1].trim() });
  }
  return labels;
}

/** `close(fd)`, `if (fd >= 0) close(fd)`, `free(buffer)`: the steps of a clean-up and what each is about. */
const STEP = /^(?:if\s*\(([^;]*)\)\s*)?(\w*(?:close|free|unlock)\w*)\s*\(\s*&?\s*([\w.>-]+?)\s*\)$/i;
const CONDITION = /^if\s*\(([^;]*)\)$/;

/** The label closes this holder; whatever else it gives back is set by then, and not given back on the way. */
function fits(code: Code, { holder }: Release, { steps }: Label, before: number): boolean {
  const done = code.blanked.slice(0, before);
  const isSet = (name: string) => name === holder || isInitialized(code, name, before);
  let closesIt = false;
  for (const step of steps) {
    const [, condition, name, operand] = STEP.exec(step) ?? [];
    const asked = condition ?? CONDITION.exec(step)?.[1] ?? '';
    if (operand === undefined && !CONDITION.test(step)) return false;
    if (!(asked.match(/\b[a-z_]\w*\b/g) ?? []).every(isSet)) return false;
    if (operand === undefined) continue;
    if (operand === holder) closesIt ||= /close/i.test(name);
    else if (!isSet(operand) || givenBack(done, operand)) return false;
  }
  return closesIt;
}

const givenBack = (done: string, operand: string): boolean =>
  [...done.matchAll(/\b\w*(?:close|free|unlock)\w*\s*\(([^()]*)\)/gi)].some(([, given]) =>
    wordOf(operand).test(given),
  );
