import {
  commands,
  EventEmitter,
  type ExtensionContext,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { StateGuide } from '../../core/explain';
import { stateGuideMarkdown } from './state-guide-markdown';

const SCHEME = 'closewait-state';

/** Where no capture is at hand: a state picked by its name, explained in a page of its own. */
export class StateGuides implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;

  /** `ask`: a worker has the words, of which there are more than of anything else here. */
  private constructor(private readonly ask: () => Promise<readonly StateGuide[]>) {}

  static register(context: ExtensionContext, ask: () => Promise<readonly StateGuide[]>): StateGuides {
    const guides = new StateGuides(ask);
    context.subscriptions.push(workspace.registerTextDocumentContentProvider(SCHEME, guides));
    return guides;
  }

  /** Offers the states and, last, to open a capture; resolves to true when that is wanted. */
  async pick(): Promise<boolean> {
    const capture = { label: `$(folder-opened) ${l10n.t('Open a capture...')}`, state: undefined };
    const offered = this.ask().then((guides) => [
      ...guides.map(({ state, meaning }) => ({ label: state, detail: meaning, state })),
      capture,
    ]);
    const picked = await window.showQuickPick(offered, {
      title: l10n.t('Explain TCP State'),
      placeHolder: l10n.t('Which state does ss or netstat show?'),
      matchOnDetail: true,
    });
    if (picked === undefined) return false;
    if (picked.state === undefined) return true;
    await commands.executeCommand('markdown.showPreview', Uri.parse(`${SCHEME}:${picked.state}.md`));
    return false;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const guide = (await this.ask()).find(({ state }) => `${state}.md` === uri.path);
    return guide === undefined ? '' : stateGuideMarkdown(guide);
  }
}
