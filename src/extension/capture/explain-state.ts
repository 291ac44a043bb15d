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
import { locale } from '../workbench';

const SCHEME = 'closewait-state';

/** Where no capture is at hand: a state picked by its name, explained in a page of its own. */
export class StateGuides implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;

  static register(context: ExtensionContext): StateGuides {
    const guides = new StateGuides();
    context.subscriptions.push(workspace.registerTextDocumentContentProvider(SCHEME, guides));
    return guides;
  }

  /** Offers the states and, last, to open a capture; resolves to true when that is wanted. */
  async pick(): Promise<boolean> {
    // The words are read when they are asked for, not when the extension starts.
    const { GUIDED_STATES, stateGuide } = await import('./state-guide-words');
    const language = locale();
    const capture = { label: `$(folder-opened) ${l10n.t('Open a capture...')}`, state: undefined };
    const states = GUIDED_STATES.map((state) => ({
      label: state,
      detail: stateGuide(language, state).meaning,
      state,
    }));
    const picked = await window.showQuickPick([...states, capture], {
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
    const { GUIDED_STATES, stateGuide } = await import('./state-guide-words');
    const state = GUIDED_STATES.find((name) => `${name}.md` === uri.path);
    if (state === undefined) return '';
    const { stateGuideMarkdown } = await import('./state-guide-markdown');
    return stateGuideMarkdown(stateGuide(locale(), state));
  }
}
