import type { Linter } from './linter';

/** Why a rule is one, in the words of the worker, which holds the linter's. */
export class RuleWords {
  private words: Promise<Readonly<Record<string, string>>> | undefined;

  constructor(private readonly linter: Linter) {
    linter.onDidRenew(() => {
      this.words = undefined;
    });
  }

  /** '' where nothing is said of the rule. */
  async of(rule: string): Promise<string> {
    this.words ??= this.ask();
    return (await this.words)[rule] ?? '';
  }

  private async ask(): Promise<Readonly<Record<string, string>>> {
    const rpc = await this.linter.rpc();
    return rpc === undefined ? {} : rpc.ask('reasons', {}).catch(() => ({}));
  }
}
