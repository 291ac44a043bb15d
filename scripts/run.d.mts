interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly quiet?: boolean;
}
export const ROOT: string;
export function run(program: string, args: readonly string[], options?: RunOptions): Promise<number>;
export function must(program: string, args: readonly string[], options?: RunOptions): Promise<void>;
