import { commands, Disposable } from 'vscode';
import type { PageAction } from '../../protocol';
import type { OpenEditors } from './open-editors';

/** Commands of the palette and the context menu that the page of the active editor carries out on what is selected. */
export function registerPageCommands(editors: OpenEditors): Disposable {
  const act = (action: PageAction) => () => editors.active()?.ask('act', { action });
  return Disposable.from(
    commands.registerCommand('closewait.copyText', act('copy-text')),
    commands.registerCommand('closewait.copyTcpdump', act('copy-tcpdump')),
    commands.registerCommand('closewait.copyCsv', act('copy-csv')),
    commands.registerCommand('closewait.copyJson', act('copy-json')),
    commands.registerCommand('closewait.copyMarkdown', act('copy-markdown')),
    commands.registerCommand('closewait.copyExplanation', act('copy-explanation')),
    commands.registerCommand('closewait.showLadder', act('ladder')),
    commands.registerCommand('closewait.followStream', act('stream')),
    commands.registerCommand('closewait.showPackets', act('packets')),
  );
}
