import { type Disposable, type LogOutputChannel, window } from 'vscode';

/** Lines that are remembered in order not to be said again. */
const MOST_SAID = 10_000;

/** The extension's output channel, made with the first line that goes there. Trouble is told in it, each once. */
export class Output implements Disposable {
  private channel: LogOutputChannel | undefined;
  private readonly said = new Set<string>();

  /** Says it unless it was said before. */
  once(message: string): void {
    if (this.said.has(message)) return;
    if (this.said.size >= MOST_SAID) this.said.clear();
    this.said.add(message);
    this.warn(message);
  }

  warn(message: string): void {
    this.channel ??= window.createOutputChannel('Closewait', { log: true });
    this.channel.warn(message);
  }

  show(): void {
    this.channel?.show();
  }

  dispose(): void {
    this.channel?.dispose();
  }
}
