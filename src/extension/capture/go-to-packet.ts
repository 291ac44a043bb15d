import { l10n, window } from 'vscode';
import type { OpenEditors } from './open-editors';

/** Asks for a packet's number and selects that packet. */
export async function goToPacket(editors: OpenEditors): Promise<void> {
  const editor = editors.active();
  if (editor === undefined) return;
  const entered = await window.showInputBox({
    title: l10n.t('Go to Packet'),
    prompt: l10n.t('Packet number, as shown in the list'),
    validateInput: (value) =>
      packetNumber(value) === null ? l10n.t('A packet number is a whole number from 1 on.') : undefined,
  });
  const packet = packetNumber(entered ?? '');
  if (packet === null) return;
  const index = await editor.document.packetOfNumber(packet);
  if (index !== null) await editor.ask('goToPacket', { index });
}

function packetNumber(text: string): number | null {
  const number = /^\s*#?(\d{1,15})\s*$/.exec(text)?.[1];
  return number === undefined || Number(number) < 1 ? null : Number(number);
}
