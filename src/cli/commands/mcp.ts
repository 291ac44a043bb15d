import type { Locale } from '../../core/words';
import type { Environment } from '../environment';
import { serve } from '../mcp/server';
import type { RunCommand } from '../mcp/source-tools';

export interface McpContext {
  readonly folders: readonly string[];
  readonly locale: Locale;
  readonly version: string;
  readonly environment: Environment;
  readonly run: RunCommand;
}

/** Answers an agent's questions until standard input ends. */
export async function mcp({ environment, ...context }: McpContext): Promise<void> {
  await serve({ ...context, stdin: environment.stdin, stdout: environment.stdout });
}
