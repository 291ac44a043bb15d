import { type IrFunction, isSpan, type Span, speaksOf } from './ir';
import type { RuleFinding } from './rules';

/**
 * A finding whose places are kept as they were when it was made, each with the function that it lies in: where that
 * function moved since, so did the place.
 */
export interface PlacedFinding {
  readonly finding: RuleFinding;
  /** For each place in the finding, in the order of `mapSpans`. */
  readonly owners: readonly IrFunction[];
  readonly bases: readonly number[];
  /** Other files that it speaks of. */
  readonly elsewhere: readonly string[];
}

/** Remembers where a finding about `fn` lies; `functionsOf` yields the functions of a file. */
export function placed(
  finding: RuleFinding,
  fn: IrFunction,
  functionsOf: (file: string) => readonly IrFunction[],
): PlacedFinding {
  const owners: IrFunction[] = [];
  const elsewhere = new Set<string>();
  mapSpans(finding, finding.file, (span, file) => {
    if (file !== fn.id.file) elsewhere.add(file);
    const isOwn = file === fn.id.file && (holds(fn, span) || speaksOf(fn, span));
    owners.push(isOwn ? fn : (innermost(functionsOf(file), span) ?? fn));
    return span;
  });
  return {
    finding: mapSpans(finding, finding.file, ({ start, end }) => ({ start, end })),
    owners,
    bases: owners.map(({ at }) => at.start),
    elsewhere: [...elsewhere],
  };
}

/** The finding with its places as they are now. */
export function inPlace({ finding, owners, bases }: PlacedFinding): RuleFinding {
  if (owners.every(({ at }, index) => at.start === bases[index])) return finding;
  let next = 0;
  return mapSpans(finding, finding.file, ({ start, end }) => {
    const by = owners[next].at.start - bases[next];
    next++;
    return { start: start + by, end: end + by };
  });
}

const holds = ({ at }: IrFunction, { start, end }: Span): boolean => at.start <= start && end <= at.end;

function innermost(functions: readonly IrFunction[], span: Span): IrFunction | null {
  let best: IrFunction | null = null;
  for (const fn of functions)
    if (holds(fn, span) && (best === null || fn.at.end - fn.at.start < best.at.end - best.at.start))
      best = fn;
  return best;
}

/** A copy with every place changed, wherever it stands; `file` is what the nearest object around it names. */
function mapSpans<T>(value: T, file: string, change: (span: Span, file: string) => Span): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => mapSpans(each, file, change)) as T;
  if (isSpan(value)) return change(value, file) as T;
  const own = 'file' in value && typeof value.file === 'string' ? value.file : file;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mapSpans(each, own, change)]),
  ) as T;
}
