import { DissectionLines, readElasticLine } from './dissection-lines';
import { type PacketFields, readFields } from './packet-fields';
import { PrintedTree } from './printed-tree';
import {
  type FieldOrder,
  readFieldOrder,
  readOrderedRow,
  readUnorderedRow,
  splitRow,
} from './separated-fields';
import { ShownPacket } from './shown-packet';
import { isHeading, readSummaryLine } from './summary-line';

/** What a line is: nothing of Wireshark's, a part of a packet that goes on, or the line on which a packet is whole. */
export const Row = { none: 0, part: 1, packet: 2 } as const;
export type Row = (typeof Row)[keyof typeof Row];

/** Tells the rows that Wireshark and tshark print from other text, whatever form they were printed in. */
export class WiresharkText {
  private exported = false;
  private order: FieldOrder | null = null;
  private readonly dissection = new DissectionLines();
  private readonly tree = new PrintedTree();
  /** The number of the packet that was read last. */
  private last = -1;

  /** `shown` says what a packet's line shows; lines that are parts of it came before. */
  reads(text: string, shown: ShownPacket): Row {
    const row = this.readsTree(text) ? Row.part : this.readsRow(text, shown);
    if (row === Row.packet) this.last = shown.number;
    return row;
  }

  /** Whether a packet that is printed as a tree ends before this line: nothing behind its last line says so. */
  endsBefore(text: string): boolean {
    return this.tree.isOpen && (PrintedTree.begins(text) || text.includes(': Flags [') || isSummary(text));
  }

  /** The text ends or pauses: fills `shown` with a packet that is printed as a tree; false: there is none. `whole`: only one that lacks nothing. */
  finish(shown: ShownPacket, whole = false): boolean {
    if (!this.tree.isOpen || (whole && !this.tree.isWhole)) return false;
    const fields = this.tree.finish();
    if (fields === null || !readFields(fields, shown)) return false;
    this.last = shown.number;
    return true;
  }

  private readsTree(text: string): boolean {
    if (this.tree.isOpen) this.tree.line(text);
    else if (this.dissection.isOpen || !PrintedTree.begins(text)) return false;
    else this.tree.begin(text, this.last);
    return true;
  }

  private readsRow(text: string, shown: ShownPacket): Row {
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

const passing = new ShownPacket();

/** A row of the default columns stands at the left edge, under whatever number of blanks its number is set with. */
const isSummary = (text: string): boolean => readSummaryLine(text, passing, false);

const mayBeginDissection = (text: string): boolean =>
  text.includes('"_index"') ||
  text.includes('"_source"') ||
  text.includes('<packet>') ||
  text.includes('<section>') ||
  text.includes('<structure>');

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
