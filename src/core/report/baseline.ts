import type { LintFinding } from '../session/lint';
import { FINGERPRINT, type FilePlaces } from './findings-sarif';
import { Fingerprints, type Printed } from './fingerprints';

/** Findings that were there before, by their fingerprints. */
export class Baseline {
  private constructor(
    private readonly known: ReadonlySet<string>,
    private readonly places: FilePlaces,
  ) {}

  static of(findings: readonly Printed[], places: FilePlaces): Baseline {
    const prints = new Fingerprints((file) => places.place(file).uri);
    return new Baseline(new Set(findings.map((each) => prints.of(each))), places);
  }

  /** Those of an earlier report, in JSON or SARIF; null where the text is neither. */
  static read(text: string, places: FilePlaces): Baseline | null {
    const report = parsed(text);
    if (!isObject(report)) return null;
    if (Array.isArray(report.findings))
      return report.findings.every(isPrinted) ? Baseline.of(report.findings, places) : null;
    if (!Array.isArray(report.runs)) return null;
    const results = report.runs.flatMap((run: unknown) => listIn(run, 'results'));
    return new Baseline(new Set(results.flatMap(printOf)), places);
  }

  /** Those that were not there before. */
  without(findings: readonly LintFinding[]): readonly LintFinding[] {
    const prints = new Fingerprints((file) => this.places.place(file).uri);
    return findings.filter((each) => !this.known.has(prints.of(each)));
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

const listIn = (value: unknown, name: string): readonly unknown[] => {
  const list = isObject(value) ? value[name] : null;
  return Array.isArray(list) ? list : [];
};

function printOf(result: unknown): readonly string[] {
  const prints = isObject(result) ? result.partialFingerprints : null;
  const print = isObject(prints) ? prints[FINGERPRINT] : null;
  return typeof print === 'string' ? [print] : [];
}

function isPrinted(value: unknown): value is Printed {
  if (!isObject(value) || typeof value.rule !== 'string' || typeof value.file !== 'string') return false;
  const { resource, trace } = value;
  const steps =
    Array.isArray(trace) && trace.every((each) => isObject(each) && typeof each.message === 'string');
  return steps && (resource === null || (isObject(resource) && typeof resource.name === 'string'));
}
