export interface StepFinding {
  readonly rule: string;
  readonly level: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}
export function annotation(finding: StepFinding): string;
export function summary(findings: readonly StepFinding[]): string;
