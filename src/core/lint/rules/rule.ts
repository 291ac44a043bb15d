import type { Analysis, Program } from '../dataflow';
import type { IrFunction, Span } from '../ir';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A sentence by its id and what fills it; the words are the explainers'. */
export interface Message {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface TraceStep {
  readonly file: string;
  readonly at: Span;
  readonly message: Message;
}

/** What a rule objects to, in one place of one file. */
export interface RuleFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly at: Span;
  readonly message: Message;
  readonly resource: { readonly name: string; readonly acquiredBy: string; readonly at: Span } | null;
  readonly trace: readonly TraceStep[];
}

/** What a rule looks at: one function, followed to its ends, among all others. */
export interface Subject {
  readonly fn: IrFunction;
  readonly analysis: Analysis;
  readonly program: Program;
}

export interface Rule {
  readonly id: string;
  check(subject: Subject): readonly RuleFinding[];
}
