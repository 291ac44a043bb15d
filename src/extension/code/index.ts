import { Disposable } from 'vscode';
import type { Lint } from '../lint';
import { CodeLookup } from './code-lookup';
import { CodeSources } from './code-sources';

export type { CodeLookup } from './code-lookup';

/** The code of the workspace behind connections. Nothing is read before it is asked for. */
export function registerCode(lint: Lint): { readonly lookup: CodeLookup; readonly disposable: Disposable } {
  const sources = new CodeSources(lint, () => {});
  return { lookup: new CodeLookup(lint, sources), disposable: Disposable.from(sources) };
}
