import { commands, env, l10n, type Uri, window, workspace } from 'vscode';
import { PLATFORM, readLiveSocketsInTurns } from '#host';
import { liveText } from '../../core/session/sockets';
import { openCapture, type PastedCaptures } from '../logs';
import { inTurns } from '../workbench';

/** What to run where this machine's sockets cannot be read from files. */
const COMMANDS = { mac: 'netstat -anv -p tcp', windows: 'netstat -ano' };

/** A listing that is open: another one is put behind it, and the two are compared. */
interface Opened {
  readonly uri: Uri;
  readonly listing: string;
}

/** This machine's own sockets, where the extension runs: when asked, each time anew, and only where the workspace is trusted. */
export class SocketsHere {
  private opened: Opened | null = null;

  constructor(private readonly pasted: PastedCaptures) {}

  async show(): Promise<void> {
    if (!workspace.isTrusted) {
      void window.showInformationMessage(
        l10n.t('The sockets of this machine are shown in trusted workspaces only.'),
      );
      return;
    }
    const sockets = await readLiveSocketsInTurns(inTurns);
    if (sockets === null) return askToRun();
    const listing = liveText(sockets, Date.now() / 1000);
    const { opened } = this;
    if (opened === null || !(await this.pasted.replace(opened.uri, `${opened.listing}\n${listing}`)))
      this.opened = { uri: await this.pasted.keep(listing, 'sockets.txt'), listing };
    if (this.opened !== null) await openCapture(this.opened.uri);
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
