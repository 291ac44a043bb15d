export interface ToldTest {
  /** Project, file, suites and test. */
  readonly name: string;
  /** The first lines of the error. */
  readonly error: readonly string[];
}

export interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly ToldTest[];
  readonly flaky: readonly ToldTest[];
}

export function readReport(folder: string, report: string): Report;
