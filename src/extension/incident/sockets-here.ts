import { commands, env, l10n, window, workspace } from 'vscode';
import { PLATFORM, readLiveSocketsInTurns } from '#host';
import { liveText } from '../../core/session/sockets';
import { openCapture, type PastedCaptures } from '../logs';
import { inTurns } from '../workbench';

/** What to run where this machine's sockets cannot be read from files. */
const COMMANDS = { mac: 'netstat -anv -p tcp', windows: 'netstat -ano' };

/** This machine's own sockets, where the extension runs: once, when asked, and only where the workspace is trusted. */
export async function socketsHere(pasted: PastedCaptures): Promise<void> {
  if (!workspace.isTrusted) {
    void window.showInformationMessage(
      l10n.t('The sockets of this machine are shown in trusted workspaces only.'),
    );
    return;
  }
  const sockets = await readLiveSocketsInTurns(inTurns);
  if (sockets === null) return askToRun();
  await openCapture(await pasted.keep(liveText(sockets, Date.now() / 1000), 'sockets.txt'));
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
