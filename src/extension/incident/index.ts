import { commands, Disposable } from 'vscode';
import type { PastedCaptures } from '../logs';
import { explainTerminalSelection, pasteSockets } from './paste';
import { socketsHere } from './sockets-here';

/** The commands about what a ticket, a terminal or this machine shows. */
export const registerIncident = (pasted: PastedCaptures): Disposable =>
  Disposable.from(
    commands.registerCommand('closewait.pasteSockets', () => pasteSockets(pasted)),
    commands.registerCommand('closewait.explainTerminalSelection', () => explainTerminalSelection(pasted)),
    commands.registerCommand('closewait.socketsHere', () => socketsHere(pasted)),
  );
