interface Described {
  readonly id: string;
  readonly languages: readonly string[];
  readonly tier: string;
}
type Words = Readonly<Record<string, string>>;

/** A file as it is, and as it ought to be. */
interface Derived {
  readonly file: string;
  readonly is: string;
  readonly ought: string;
}

export function manifestWith(text: string, rules: readonly Described[]): string;
export function textsWith(text: string, rules: readonly Described[], words: Words): string;
export function documentWith(text: string, folder: string, rules: readonly Described[], words: Words): string;
export function listWith(text: string, ids: readonly string[]): string;
export function documents(): readonly string[];
export function lists(): readonly Derived[];
export function catalogue(): Derived;
export function filesFor(
  rules: readonly Described[],
  words: Readonly<Record<'en' | 'zh-cn', Words>>,
): readonly Derived[];
