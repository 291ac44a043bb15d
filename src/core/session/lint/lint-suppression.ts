/** Comments that silence the linter, as lines (from 1) and the rules that they name. */
interface Silence {
  readonly from: number;
  readonly to: number;
  /** Patterns in which * stands for anything; none mean every rule. */
  readonly rules: readonly string[];
}

/** What can open a comment or a literal. A literal ends with its line at the latest; that is near enough for comments. */
const OPENING = /\/\*|\/\/|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g;
const MARK = /NOLINT|closewait-ignore|eslint-disable-/;

/** Own comments, up to the reason: `closewait-ignore-next-line missing-close, double-close: reason`. */
const OWN_MARK = /\bclosewait-ignore(-next-line|-line|-file)?(?![\w-])([^:\n]*?)(?=:|--|\*\/|\n|$)/g;
/** clang-tidy's comments, which other linters honour too. */
const NOLINT = /\bNOLINT(NEXTLINE|BEGIN|END)?(?![A-Z])(?:\(([^)\n]*)\))?/g;
/** eslint's comments, which stand at the beginning, name rules as a plugin's, and may end in `-- reason`. */
const ESLINT = /^\/[/*]\s*eslint-disable-(next-line|line)\s/;
const ESLINT_RULE = /^closewait\/([\w-]+)$/;

/** The comments of one source that silence rules. Those in string literals are none. */
export class Suppressions {
  /** By the one line that they are about. */
  private readonly ofLines = new Map<number, Silence[]>();
  private readonly longer: readonly Silence[];

  constructor(text: string) {
    const silences = MARK.test(text) ? silencesOf(text) : [];
    this.longer = silences.filter(({ from, to }) => from < to);
    for (const each of silences) {
      if (each.from < each.to) continue;
      const known = this.ofLines.get(each.from);
      if (known === undefined) this.ofLines.set(each.from, [each]);
      else known.push(each);
    }
  }

  /** Whether a comment silences a rule in a line. */
  covers(rule: string, line: number): boolean {
    return [...(this.ofLines.get(line) ?? []), ...this.longer].some(
      ({ from, to, rules }) =>
        from <= line && line <= to && (rules.length === 0 || rules.some((each) => matches(each, rule))),
    );
  }
}

/** `closewait-missing-close` is how other tools' comments would name it. */
function matches(pattern: string, rule: string): boolean {
  const name = pattern.replace(/^closewait-/, '');
  if (!name.includes('*')) return name === rule;
  const parts = name.split('*');
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === parts.length - 1 ? rule.length - part.length : rule.indexOf(part, at);
    if (found < at || !rule.startsWith(part, found) || (index === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return true;
}

function silencesOf(text: string): readonly Silence[] {
  const found: Silence[] = [];
  const begun: { line: number; list: string }[] = [];
  for (const { line, text: comment } of commentsOf(text)) {
    if (!MARK.test(comment)) continue;
    found.push(...ownSilences(comment, line), ...eslintSilences(comment, line));
    for (const match of comment.matchAll(NOLINT)) {
      const [, kind, list = ''] = match;
      const at = line + linesIn(comment.slice(0, match.index));
      if (kind === 'BEGIN') begun.push({ line: at, list });
      else if (kind === 'END') {
        // clang-tidy takes only a pair with the same list for one.
        const open = begun.findLastIndex((each) => each.list === list);
        if (open >= 0) found.push({ from: begun.splice(open, 1)[0].line, to: at, rules: namesIn(list) });
      } else {
        const of = kind === 'NEXTLINE' ? at + 1 : at;
        found.push({ from: of, to: of, rules: namesIn(list) });
      }
    }
  }
  return found;
}

function ownSilences(comment: string, line: number): Silence[] {
  return [...comment.matchAll(OWN_MARK)].map(({ 1: kind, 2: list, index }) => {
    const rules = namesIn(list);
    if (kind === '-file') return { from: 1, to: Number.POSITIVE_INFINITY, rules };
    const of = kind === '-next-line' ? line + linesIn(comment) + 1 : line + linesIn(comment.slice(0, index));
    return { from: of, to: of, rules };
  });
}

/** Only for rules that are named as Closewait's: a bare comment is about eslint's own. */
function eslintSilences(comment: string, line: number): Silence[] {
  const mark = ESLINT.exec(comment);
  if (mark === null) return [];
  const [list] = comment.slice(mark[0].length).split(/\s-{2,}\s/, 1);
  const rules = namesIn(list).flatMap((each) => ESLINT_RULE.exec(each)?.[1] ?? []);
  if (rules.length === 0) return [];
  const of = mark[1] === 'next-line' ? line + linesIn(comment) + 1 : line;
  return [{ from: of, to: of, rules }];
}

const namesIn = (list: string): readonly string[] => list.split(/[\s,]+/).filter((each) => each !== '');

const linesIn = (text: string): number => text.split('\n').length - 1;

/** Every comment with the line that it begins in. */
function commentsOf(text: string): { line: number; text: string }[] {
  const comments: { line: number; text: string }[] = [];
  let line = 1;
  let counted = 0;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    if (match[0][0] !== '/') continue;
    const end = text.indexOf(match[0] === '//' ? '\n' : '*/', match.index + 2);
    const stop = end < 0 ? text.length : end;
    line += linesIn(text.slice(counted, match.index));
    counted = match.index;
    comments.push({ line, text: text.slice(match.index, stop) });
    OPENING.lastIndex = match[0] === '//' ? stop : stop + 2;
  }
  return comments;
}
