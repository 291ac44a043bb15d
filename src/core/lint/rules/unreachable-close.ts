import { calledName, type Place, reachable, type Span } from '../ir';
import type { Rule, RuleFinding, Subject } from './rule';
import { shownName } from './shown-name';

const CLOSERS: ReadonlySet<string> = new Set(['close', 'closesocket', 'fclose']);

/** The only close stands behind a loop that never ends. */
export const unreachableClose: Rule = {
  id: 'unreachable-close',
  languages: ['c'],
  severity: 'warning',
  tier: 'recommended',
  needs: [],
  check({ fn }: Subject): readonly RuleFinding[] {
    if (fn.endlessLoops.length === 0) return [];
    const reached = reachable(fn);
    const findings = new Map<number, RuleFinding>();
    for (const { at, head, behind } of fn.endlessLoops) {
      if (reached.has(behind) || !reached.has(head)) continue;
      const closedInTime = closedFrom(fn, head);
      for (const block of reachable(fn, behind)) {
        if (reached.has(block)) continue;
        for (const each of fn.blocks[block].instructions) {
          const name = closedBy(each);
          if (name !== null && !closedInTime.has(name))
            findings.set(each.at.start, finding(fn.id.file, name, each.at, at));
        }
      }
    }
    return [...findings.values()];
  },
};

/** What is closed in the loop, or on the way from it. What is closed before it is closed for other reasons. */
function closedFrom(fn: Subject['fn'], head: number): ReadonlySet<Place> {
  const closed = new Set<Place>();
  for (const block of reachable(fn, head))
    for (const each of fn.blocks[block].instructions) {
      const name = closedBy(each);
      if (name !== null) closed.add(name);
    }
  return closed;
}

type Instruction = Subject['fn']['blocks'][number]['instructions'][number];

function closedBy(instruction: Instruction): Place | null {
  if (instruction.op !== 'call' || !CLOSERS.has(calledName(instruction) ?? '')) return null;
  const [operand] = instruction.args;
  return operand?.kind === 'place' ? operand.place : null;
}

function finding(file: string, place: Place, at: Span, loop: Span): RuleFinding {
  const values = { name: shownName(place) };
  return {
    rule: 'unreachable-close',
    severity: 'warning',
    file,
    at,
    message: { id: 'lint.unreachable-close', values },
    resource: null,
    trace: [
      {
        file,
        at: { start: loop.start, end: loop.start + 1 },
        message: { id: 'lint.step.endless-loop', values },
      },
      { file, at, message: { id: 'lint.step.unreachable-close', values } },
    ],
  };
}
