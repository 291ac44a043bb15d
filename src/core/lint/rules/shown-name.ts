import type { Callee, IrFunction, Place, Projection, Root } from '../ir';

/** What was opened, as the source names it: by the place that received it, else by the function that was called. */
export const nameOf = ({
  place,
  callee,
}: {
  readonly place: Place | null;
  readonly callee: Callee;
}): string => (place === null ? callee.name : shownName(place) || `${callee.name}()`);

/** A place of a function as the source names it: by its name, else by the call that gave it. */
export function nameWithin(fn: IrFunction, place: Place | null): string {
  const name = place === null ? '' : shownName(place);
  if (name !== '' || place === null) return name;
  for (const { instructions } of fn.blocks)
    for (const each of instructions)
      if (each.op === 'call' && each.to === place) return `${each.callee.name}()`;
  return '';
}

/** A place as the source names it; empty for what has no name there. */
export function shownName({ start, projections }: Place): string {
  const root = rootName(start);
  const name = spelled(root, projections);
  return root === '' ? name.replace(/^\*?(?:->|\.)?/, '') : name;
}

/** What the linter made up for itself is not a name that a reader would find. */
function rootName(start: Root): string {
  if (start.kind === 'variable') return start.name;
  return start.kind === 'memory' && !start.own && IDENTIFIER.test(start.name ?? '') ? (start.name ?? '') : '';
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

function spelled(root: string, projections: readonly Projection[]): string {
  let text = root;
  for (let at = 0; at < projections.length; at++) {
    const each = projections[at];
    if (each.kind !== 'pointee') text += spelledPart(each);
    else if (at === projections.length - 1) text = `*${text}`;
    else text += behindPointer(projections[++at]);
  }
  return text;
}

/** `p[1]` and `p->fd`. */
function behindPointer(next: Projection): string {
  if (next.kind === 'further') return `[${next.by}]`;
  if (next.kind === 'field') return `->${next.name}`;
  return next.kind === 'pointee' ? '->*' : spelledPart(next);
}

function spelledPart(projection: Projection): string {
  switch (projection.kind) {
    case 'field':
      return `.${projection.name}`;
    case 'element':
      return `[${projection.index}]`;
    case 'indexed':
      return `[${shownName(projection.by)}]`;
    case 'some':
      return '[?]';
    case 'further':
      return `.+${projection.by}`;
    case 'pointee':
      return '.*';
  }
}
