/** A declaration whose name says what is right about it, with the lines that it spans. */
export interface Verdict {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The declarations of a fixture that carry a verdict (test/fixtures/lint-ts/README.md). */
export function verdicts(text: string): Verdict[] {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at) => {
    const name = /^(?:export )?(?:async )?(?:function\*?|class|const) (\w+_(?:bad|ok))\b/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, from: at + 1 }];
  });
  return found.map((each, at) => ({ ...each, to: (found[at + 1]?.from ?? lines.length + 1) - 1 }));
}
