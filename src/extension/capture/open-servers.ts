import { type Disposable, EventEmitter, type Uri } from 'vscode';
import type { ServerView } from '../../core/session/capture';
import type { CaptureDocument } from './capture-document';

/** An open capture with its servers, the worst first. */
export interface CaptureServers {
  readonly uri: Uri;
  readonly name: string;
  readonly servers: readonly ServerView[];
}

/** What the open captures say of servers: asked for when one has been read, and kept until it is closed. */
export class OpenServers implements Disposable {
  private readonly captures = new Map<string, CaptureServers>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  all(): readonly CaptureServers[] {
    return [...this.captures.values()];
  }

  async read(document: CaptureDocument): Promise<void> {
    const { uri, name } = document;
    try {
      const { servers } = await document.servers();
      this.captures.set(uri.toString(), { uri, name, servers });
    } catch {
      // Its worker has ended, or it was closed meanwhile.
      this.captures.delete(uri.toString());
    }
    this.changed.fire();
  }

  forget(uri: Uri): void {
    if (this.captures.delete(uri.toString())) this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
