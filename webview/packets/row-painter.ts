import type { LineRow, PacketRow, Row } from '../../src/core/session/capture';
import { element } from '../element';
import type { RowPainter } from '../grid/row-pool';
import { clip, shown, visible } from '../text/visible';
import { say } from '../words';

/** Rows of packets, and of what a text log has between them. */
export const packetRowPainter: RowPainter<Row> = {
  decorate({ element: row }, item) {
    row.classList.toggle('stuck-row', item?.kind === 'packet' && waits(item));
    row.classList.toggle('not-tcp', item?.kind === 'packet' && item.connection === null);
    row.classList.toggle('reset-row', item?.kind === 'packet' && item.flags.includes('R'));
    row.classList.toggle('analysis-row', item?.kind === 'packet' && item.analysis.length > 0);
    row.classList.toggle('unreadable', item?.kind === 'line' && item.problem !== null);
  },
  spans: (item) => item.kind === 'line',
  paintSpan(cell, item) {
    if (item.kind === 'line') paintLine(cell, item);
  },
};

/** The reset that ends a stuck connection belongs to it, but nothing waits there any more. */
const waits = ({ stuck, ...packet }: PacketRow): boolean =>
  stuck !== null && packet[stuck]?.state === 'CLOSE_WAIT';

function paintLine(cell: HTMLElement, line: LineRow): void {
  if (line.problem === null) {
    const text = visible(clip(line.text, 2000));
    cell.replaceChildren(text);
    cell.title = text;
    return;
  }
  const at = Math.max(0, line.problem.column - 1);
  const reason = say('line.unreadable', {
    column: line.problem.column,
    reason: shown(line.problem.message, 300),
  });
  cell.title = reason;
  cell.replaceChildren(
    element('span', { class: 'unreadable-icon', text: '⚠', role: 'img', label: say('line.unreadable.icon') }),
    visible(line.text.slice(0, at).slice(0, 1000)),
    element('span', { class: 'unreadable-part', text: visible(clip(line.text.slice(at), 1000)) }),
    element('span', { class: 'unreadable-reason', text: reason }),
  );
}
