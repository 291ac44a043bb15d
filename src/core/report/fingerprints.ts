import type { LintFinding } from '../session/lint';

/** What a fingerprint is made of: as much of a finding as `lint --format json` prints. */
export type Printed = Pick<LintFinding, 'rule' | 'file'> & {
  readonly resource: Pick<NonNullable<LintFinding['resource']>, 'name' | 'acquiredBy'> | null;
  readonly trace: readonly { readonly message: string }[];
};

/**
 * Tells findings apart by what they are about and what decides that they come to be, not by their lines, so that they are
 * recognized after an edit elsewhere. Those that nothing tells apart are counted, in their order in the file.
 */
export class Fingerprints {
  private readonly counts = new Map<string, number>();

  /** `nameOf` yields a file's name as it is wherever the report is read. */
  constructor(private readonly nameOf: (file: string) => string) {}

  of({ rule, file, resource, trace }: Printed): string {
    // The last step is where it is; the one before is the branch that leads there.
    const deciding = trace.at(-2)?.message ?? '';
    const about = [rule, this.nameOf(file), resource?.name ?? '', resource?.acquiredBy ?? '', deciding].join(
      '\n',
    );
    const count = (this.counts.get(about) ?? 0) + 1;
    this.counts.set(about, count);
    return `${hash(about)}:${count}`;
  }
}

/** FNV-1a, twice 32 bits. */
function hash(text: string): string {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    high = Math.imul(high ^ text.charCodeAt(at), 0x01000193);
    low = Math.imul(low ^ (text.charCodeAt(at) + at), 0x811c9dc5);
  }
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
