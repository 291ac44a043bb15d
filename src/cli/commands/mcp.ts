import type { Locale } from '../../core/words';
import type { Environment } from '../environment';
import type { RunCommand } from '../mcp/source-tools';

export interface McpContext {
  readonly folders: readonly string[];
  readonly locale: Locale;
  readonly version: string;
  readonly environment: Environment;
  readonly run: RunCommand;
}

/** Answers an agent's questions until standard input ends. What the protocol needs is loaded only here. */
export async function mcp({ environment, ...context }: McpContext): Promise<void> {
  const { serve } = await import('../mcp/server');
  await serve({ ...context, stdin: environment.stdin, stdout: environment.stdout });
}
