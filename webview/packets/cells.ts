import type { PacketRow, Row } from '../../src/core/session/capture';
import { element, setText, setTitle } from '../element';
import { endsIn } from '../text/ends';
import { flagLetters, flagNames } from '../text/flags';
import { logTokens } from '../text/log-tokens';
import { clip, shown, visible } from '../text/visible';
import type { EndsForm, FlagsForm } from './fit';

/** A cell's painter for packets; in the other lines of a log the cell is empty. */
export const packetOnly =
  (paint: (cell: HTMLElement, packet: PacketRow, row: number) => void) =>
  (cell: HTMLElement, item: Row, row: number): void => {
    if (item.kind === 'packet') paint(cell, item, row);
    else setText(cell, '');
  };

/** Both ends keep their places' colours whichever way a packet goes, so direction is read from the arrow. */
export function paintEnds(cell: HTMLElement, packet: PacketRow, form: EndsForm): void {
  if (cell.childElementCount !== 3) {
    cell.replaceChildren(
      element('bdi', { class: 'end-from' }),
      element('span', { class: 'arrow', text: ' → ' }),
      element('bdi', { class: 'end-to' }),
    );
  }
  const [from, arrow, to] = cell.children;
  const [source, target] = endsIn(form, packet.from, packet.to);
  setText(from, shown(source, 120));
  setText(arrow, packet.from === '' && packet.to === '' ? '' : ' → ');
  setText(to, shown(target, 120));
  cell.dataset.sender = packet.sender ?? '';
  setTitle(cell, shown(`${packet.from} → ${packet.to}`, 300));
}

export function paintFlags(cell: HTMLElement, packet: PacketRow, form: FlagsForm): void {
  const names = flagNames(packet.flags);
  setText(cell, form === 'names' ? names : shown(flagLetters(packet.flags), 40));
  setTitle(cell, names);
  cell.classList.toggle('flag-rst', packet.flags.includes('R'));
  cell.classList.toggle('flag-fin', packet.flags.includes('F'));
  cell.classList.toggle('flag-syn', packet.flags.includes('S'));
}

/** What happened, and the comment that was recorded with the packet. */
export function noteOf(packet: PacketRow): string {
  const comment = packet.comment === undefined ? '' : `  “${packet.comment}”`;
  return shown(packet.note + comment, 300);
}

export function paintNote(cell: HTMLElement, packet: PacketRow): void {
  const note = noteOf(packet);
  setText(cell, note);
  setTitle(cell, note);
}

/** A log's own line, coloured. */
export function paintLogLine(cell: HTMLElement, text: string): void {
  const line = visible(clip(text, 1000));
  if (cell.dataset.line === line && cell.firstChild !== null) return;
  cell.dataset.line = line;
  cell.title = line;
  cell.replaceChildren(
    ...logTokens(line).map((token) =>
      token.kind === '' ? token.text : element('span', { class: `token-${token.kind}`, text: token.text }),
    ),
  );
}

/** The log's line, and behind its end the note, as an editor shows inlay hints. */
export function paintAnnotatedLine(cell: HTMLElement, packet: PacketRow): void {
  if (cell.childElementCount !== 2) {
    cell.replaceChildren(element('span', { class: 'log-text' }), element('span', { class: 'log-note' }));
  }
  const [line, note] = cell.children as unknown as [HTMLElement, HTMLElement];
  paintLogLine(line, packet.text ?? '');
  paintNote(note, packet);
}
