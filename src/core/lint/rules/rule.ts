import type { Analysis, ProgramView, ResourceKind } from '../dataflow';
import type { IrFunction, Span } from '../ir';
import type { Tier } from '../tiers';
import type { Message } from '../words';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface TraceStep {
  readonly file: string;
  readonly at: Span;
  readonly message: Message;
}

/** A change of the source that answers a finding. */
export interface Fix {
  /** `repair` changes what the program does, `suppress` only what the linter says. The best comes first. */
  readonly kind: 'repair' | 'suppress';
  readonly title: Message;
  /** They do not overlap; an empty span inserts. */
  readonly edits: readonly FixEdit[];
}

export interface FixEdit {
  readonly file: string;
  readonly at: Span;
  readonly text: string;
}

/** What a rule objects to, in one place of one file. */
export interface RuleFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** Where it is another one than the rule's. */
  readonly tier?: Tier;
  readonly file: string;
  readonly at: Span;
  readonly message: Message;
  readonly resource: { readonly name: string; readonly acquiredBy: string; readonly at: Span } | null;
  readonly trace: readonly TraceStep[];
  /** For what is never closed: what a close would have to look like. */
  readonly release?: Release;
  /** Where the rule knows them itself; `fixesOf` finds those that follow from the source's text. */
  readonly fixes?: readonly Fix[];
}

/** Where something leaks, and how code there can name it. */
export interface Release {
  /** The way in which it leaks: `return`, `left`, `throw`, `scope`, `freed`, `overwritten`. */
  readonly how: string;
  readonly at: Span;
  /** What holds it there, as the source spells it. */
  readonly holder: string;
  readonly kind: ResourceKind;
  /** Whether the holder has something open there each time, or at times nothing. */
  readonly always: boolean;
  /** For an overwriting: the condition that was asked last, and whether the holder has something open each time. */
  readonly branch: { readonly at: Span; readonly truth: boolean; readonly always: boolean } | null;
  /** Functions that the same function calls and that do not always close what they are given. */
  readonly partialClosers: readonly string[];
  /** The function. */
  readonly within: Span;
  /** The same of what the same call opened and the same exit loses. */
  readonly beside?: Release;
}

/** What a rule looks at: one function, followed to its ends, among all others. */
export interface Subject {
  readonly fn: IrFunction;
  readonly analysis: Analysis;
  readonly program: ProgramView;
}

/**
 * What a rule says of itself, once. Its words are `lint.rule.ID` (what is wrong) and `lint.why.ID` (why it matters), its
 * document is `docs/rules/ID.md`; the settings in the manifest and the readers' table are written from here by
 * `npm run rules`, and a test says when they are not what it writes.
 */
export interface RuleDescription {
  readonly id: string;
  /** The ids of the languages whose code it looks at. */
  readonly languages: readonly ('c' | 'typescript')[];
  /** Of its findings, unless one is of less weight. */
  readonly severity: Severity;
  readonly tier: Tier;
  /** What of its subject it reads beside the function itself: paths that were followed, callers and callees, objects. */
  readonly needs: readonly ('paths' | 'program' | 'objects')[];
}

export interface Rule extends RuleDescription {
  check(subject: Subject): readonly RuleFinding[];
}
