import { type Disposable, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { ExtensionFiles } from '#host';

const SCHEME = 'closewait-rule';

/** The page about a rule. The manifest has VS Code open it as a Markdown preview. */
export const ruleDocument = (rule: string): Uri => Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

/** The pages that ship with the extension: they need no network. */
export class RuleDocuments implements TextDocumentContentProvider {
  private constructor(private readonly extension: ExtensionFiles) {}

  static register(extension: ExtensionFiles): Disposable {
    return workspace.registerTextDocumentContentProvider(SCHEME, new RuleDocuments(extension));
  }

  async provideTextDocumentContent({ path }: Uri): Promise<string> {
    const rule = /^\/([a-z0-9-]+)\.md$/.exec(path)?.[1];
    if (rule === undefined) return '';
    return new TextDecoder().decode(await this.extension.read(`docs/rules/${rule}.md`));
  }
}
