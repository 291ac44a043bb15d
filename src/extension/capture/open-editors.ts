import type { Uri } from 'vscode';
import type { CaptureEditor } from './capture-editor';

/** The capture editors that are open. */
export class OpenEditors {
  private readonly editors = new Set<CaptureEditor>();
  /** The one that had the focus last, while it is open. */
  private last: CaptureEditor | undefined;
  private waiting: { readonly uri: string; readonly found: (editor: CaptureEditor) => void }[] = [];

  add(editor: CaptureEditor): void {
    this.editors.add(editor);
    this.last = editor;
    editor.panel.onDidChangeViewState(() => {
      if (editor.panel.active) this.last = editor;
    });
    editor.panel.onDidDispose(() => {
      this.editors.delete(editor);
      if (this.last === editor) this.last = undefined;
    });
    const uri = editor.document.uri.toString();
    for (const { found } of this.waiting.filter((waiter) => waiter.uri === uri)) found(editor);
    this.waiting = this.waiting.filter((waiter) => waiter.uri !== uri);
  }

  all(): Iterable<CaptureEditor> {
    return this.editors;
  }

  /** The one that has the focus, or would have it if the focus were in the editors. */
  active(): CaptureEditor | undefined {
    return [...this.editors].find((editor) => editor.panel.active);
  }

  /** That one, or the one that had the focus last, which is brought to the front. */
  latest(): CaptureEditor | undefined {
    const active = this.active();
    if (active === undefined) this.last?.panel.reveal(this.last.panel.viewColumn);
    return active ?? this.last;
  }

  of(uri: Uri): CaptureEditor | undefined {
    return [...this.editors].find((editor) => editor.document.uri.toString() === uri.toString());
  }

  /** An editor that shows this document is in sight. */
  shows(uri: Uri): boolean {
    return [...this.editors].some(
      ({ document, panel }) => panel.visible && document.uri.toString() === uri.toString(),
    );
  }

  /** An editor of this document, now or as soon as one opens. */
  whenOpen(uri: Uri): Promise<CaptureEditor> {
    const open = this.of(uri);
    if (open !== undefined) return Promise.resolve(open);
    return new Promise((found) => this.waiting.push({ uri: uri.toString(), found }));
  }
}
