import { commands, Disposable, type Uri } from 'vscode';
import type { OpenEditors, OpenServers } from '../capture';
import type { PastedCaptures } from '../logs';
import { explainTerminalSelection, pasteSockets } from './paste';
import { SocketsHere } from './sockets-here';
import { registerTerminalLinks } from './terminal-links';

/** The commands about what a ticket, a terminal or this machine shows, and a terminal's links. */
export const registerIncident = (
  pasted: PastedCaptures,
  captures: OpenServers,
  editors: OpenEditors,
  show: (uri: Uri, connection: number, index: number | null) => Promise<void>,
): Disposable => {
  const here = new SocketsHere(pasted, editors);
  return Disposable.from(
    here,
    registerTerminalLinks(captures, pasted, show),
    commands.registerCommand('closewait.pasteSockets', () => pasteSockets(pasted)),
    commands.registerCommand('closewait.explainTerminalSelection', () => explainTerminalSelection(pasted)),
    commands.registerCommand('closewait.socketsHere', () => here.show()),
    commands.registerCommand('closewait.refreshSockets', () => here.refresh()),
  );
};
