import { commands, type Disposable, env, l10n, type Uri, window, workspace } from 'vscode';
import { PLATFORM, readLiveSocketsInTurns } from '#host';
import { LiveListings } from '../../core/session/sockets';
import type { OpenEditors } from '../capture';
import { openCapture, type PastedCaptures } from '../logs';
import { inTurns, SOCKETS_SUFFIX } from '../workbench';

/** What to run where this machine's sockets cannot be read from files. */
const COMMANDS = { mac: 'netstat -anv -p tcp', windows: 'netstat -ano' };
/** From one look to the next while the editor is shown, and how many times the time that the look itself took. */
const INTERVAL_MS = 5000;
const SHARE_OF_TIME = 20;

/** A document with this machine's sockets, which is looked at again while an editor shows it. */
interface Opened {
  readonly uri: Uri;
  readonly listings: LiveListings;
  /** Milliseconds that the last look took. */
  took: number;
}

/**
 * This machine's own sockets, where the extension runs: opened when asked, and only where the workspace is trusted. While an
 * editor that was opened so is shown, they are looked at again every few seconds.
 */
export class SocketsHere implements Disposable {
  private opened: Opened | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly pasted: PastedCaptures,
    private readonly editors: OpenEditors,
  ) {}

  /** Opens them, or the editor that shows them, with a fresh look. */
  async show(): Promise<void> {
    const uri = await this.look(this.opened?.uri ?? null);
    if (uri === null) return;
    await openCapture(uri);
    this.goOn();
  }

  /** Looks again at once: also in an editor that came back when the window was loaded again. */
  async refresh(): Promise<void> {
    const shown = this.editors.latest()?.document.uri;
    const uri = shown?.path.endsWith(SOCKETS_SUFFIX) === true ? shown : this.opened?.uri;
    if (uri === undefined) return this.show();
    if ((await this.look(uri)) !== null) this.goOn();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  /** Looks, and keeps what is seen in the document of `uri`, or a new one; null: nothing can be seen. */
  private async look(uri: Uri | null): Promise<Uri | null> {
    if (!workspace.isTrusted) {
      void window.showInformationMessage(
        l10n.t('The sockets of this machine are shown in trusted workspaces only.'),
      );
      return null;
    }
    const began = Date.now();
    const sockets = await readLiveSocketsInTurns(inTurns);
    if (sockets === null) {
      await askToRun();
      return null;
    }
    const known = this.opened?.uri.toString() === uri?.toString() ? this.opened : null;
    const listings = known?.listings ?? new LiveListings();
    const text = listings.note(sockets, began / 1000);
    const isKept = uri !== null && (await this.pasted.replace(uri, text));
    const kept = isKept ? uri : await this.pasted.keep(text, `localhost${SOCKETS_SUFFIX}`);
    this.opened = { uri: kept, listings, took: Date.now() - began };
    await this.editors.of(kept)?.document.look();
    return kept;
  }

  /** The next look, in a while; none when no editor shows the document any more. */
  private goOn(): void {
    clearTimeout(this.timer);
    const pause = Math.max(INTERVAL_MS, SHARE_OF_TIME * (this.opened?.took ?? 0));
    this.timer = setTimeout(() => void this.lookAgain(), pause);
  }

  private async lookAgain(): Promise<void> {
    const { opened } = this;
    const editor = opened === null ? undefined : this.editors.of(opened.uri);
    if (opened === null || editor === undefined || !workspace.isTrusted) {
      this.opened = null;
      return;
    }
    if (this.editors.shows(opened.uri)) await this.look(opened.uri).catch(() => {});
    this.goOn();
  }
}

/** The extension starts no program: the user does, and hands over what it prints. */
async function askToRun(): Promise<void> {
  const command = PLATFORM === 'win32' ? COMMANDS.windows : COMMANDS.mac;
  const copy = l10n.t('Copy Command');
  const paste = l10n.t('Paste Sockets or Packets');
  const chosen = await window.showInformationMessage(
    l10n.t('Run {0} in a terminal, copy what it prints, and paste it here.', command),
    copy,
    paste,
  );
  if (chosen === copy) await env.clipboard.writeText(command);
  if (chosen === paste) await commands.executeCommand('closewait.pasteSockets');
}
