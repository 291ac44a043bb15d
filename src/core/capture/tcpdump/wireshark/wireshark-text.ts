import { DissectionLines, readElasticLine } from './dissection-lines';
import { type PacketFields, readFields } from './packet-fields';
import {
  type FieldOrder,
  readFieldOrder,
  readOrderedRow,
  readUnorderedRow,
  splitRow,
} from './separated-fields';
import type { ShownPacket } from './shown-packet';
import { isHeading, readSummaryLine } from './summary-line';

/** What a line is: nothing of Wireshark's, a part of a packet that goes on, or the line on which a packet is whole. */
export const Row = { none: 0, part: 1, packet: 2 } as const;
export type Row = (typeof Row)[keyof typeof Row];

/** Tells the rows that Wireshark and tshark print from other text, whatever form they were printed in. */
export class WiresharkText {
  private exported = false;
  private order: FieldOrder | null = null;
  private readonly dissection = new DissectionLines();

  /** `shown` says what a packet's line shows; lines that are parts of it came before. */
  reads(text: string, shown: ShownPacket): Row {
    const wasOpen = this.dissection.isOpen;
    if (wasOpen || mayBeginDissection(text)) {
      const fields = this.dissection.line(text);
      if (fields !== null) return readFields(fields, shown) ? Row.packet : Row.none;
      if (this.dissection.isOpen) return Row.part;
    }
    if (readSummaryLine(text, shown, this.exported)) return Row.packet;
    return this.readsFields(text, shown) ? Row.packet : Row.none;
  }

  /** A line that tells how the rows below are to be read. */
  heads(text: string): boolean {
    if (isHeading(text)) this.exported = true;
    else {
      const order = readFieldOrder(text);
      if (order === null) return false;
      this.order = order;
    }
    return true;
  }

  private readsFields(text: string, shown: ShownPacket): boolean {
    const fields = this.fieldsOf(text);
    return fields !== null && readFields(fields, shown);
  }

  private fieldsOf(text: string): PacketFields | null {
    if (this.order !== null) return readOrderedRow(text, this.order);
    if (text.includes('"layers"')) return readElasticLine(text);
    return readQuotedRow(text) ?? readUnorderedRow(text);
  }
}

const mayBeginDissection = (text: string): boolean =>
  text.includes('"_index"') || text.includes('"_source"') || text.includes('<packet>');

const defaultColumns: FieldOrder = {
  separator: ',',
  names: [
    'frame.number',
    '_ws.col.time',
    '_ws.col.source',
    '_ws.col.destination',
    '_ws.col.protocol',
    'frame.len',
    '_ws.col.info',
  ],
};

/** A row of Wireshark's CSV whose heading is missing. */
function readQuotedRow(text: string): PacketFields | null {
  if (!/^"\d{1,10}",("[^"]*",){5}"/.test(text)) return null;
  return splitRow(text, ',').length === defaultColumns.names.length
    ? readOrderedRow(text, defaultColumns)
    : null;
}
