import { PacketKind } from '../../decode';
import {
  type CleanLine,
  cleanLine,
  type LineIndex,
  type LineReceiver,
  LineSplitter,
  lineIndex,
} from '../../text';
import type { CaptureReader, CaptureSink, InterfaceInfo, ProcessNote, TextDecoding } from '../capture-reader';
import { Attachments } from './attachments';
import { BinaryStretches, hole } from './garbled';
import { partsOfLine } from './line-parts';
import { NameTable } from './names';
import { type Notice, readNotice } from './notices';
import { PendingPacket } from './pending-packet';
import { Ending, PrintedPacket } from './printed-packet';
import { readDirection, readProcess, readProcessLine } from './process-notes';
import { RunSettler } from './run-settler';
import { rangeLength } from './tcp-fields';
import { NumbersShown, Row, RowAssembler, ShownPacket, WiresharkText } from './wireshark';

/** What was expected where a header's reading stopped, in tcpdump's own notation, which no language changes. */
const expectedForms: Readonly<Record<string, string>> = {
  address: 'address > address:',
  port: 'address.port',
  payload: 'Flags [...]',
  tcp: 'Flags [...]',
  'ip-header': '(tos ...)',
  flags: '[S.FPRUEWe]',
  field: 'seq | ack | win | options | length',
  seq: 'seq 0-4294967295',
  ack: 'ack 0-4294967295',
  win: 'win 0-65535',
  urg: 'urg 0-65535',
  cksum: 'cksum 0x...',
  options: 'options [...]',
  length: 'length N',
};

const MAX_INTERFACES = 255;
/** Characters of a line that a packet's header may take; more is text. */
const MAX_SCANNED = 16384;

/**
 * Reads what tcpdump prints, as people keep and paste it. Hands over every line, and a packet once its header is
 * whole. Call `flush` when a live input pauses: what may still be added to then counts as whole.
 */
export class TcpdumpReader implements CaptureReader, LineReceiver {
  readonly format = 'text';
  /** Host names of the log; Segment addresses of family `name` are indices into it. */
  readonly names: readonly string[];
  readonly text: TextDecoding;

  private readonly nameTable = new NameTable();
  private readonly splitter = new LineSplitter(this);
  private readonly pending: PendingPacket;
  private readonly printed = new PrintedPacket();
  private readonly attachments = new Attachments();
  private readonly settler: RunSettler;
  private readonly wireshark = new WiresharkText();
  private readonly shown = new ShownPacket();
  private readonly rows: RowAssembler;
  private readonly interfaces = new Map<string, InterfaceInfo>();
  private readonly unknownServices = new Set<string>();

  private readonly binary = new BinaryStretches();
  private lines = 0;
  private isPending = false;
  /** tcpdump itself has spoken, so that this is its log though it may hold no packet. */
  private noticed = false;
  /** The first line that is neither a packet nor blank, cut. */
  private firstWords = '';
  /** The part at hand belongs to the line of the part before. */
  private goesOn = false;
  /** Inside a packet that Wireshark prints over many lines. */
  private isInsideRow = false;
  /** Its last line so far that is not blank. */
  private lastPart = lineIndex(0);
  private firstLine = lineIndex(0);
  private headerLine = lineIndex(0);
  private firstOffset = 0;
  private packets = 0;
  private readonly numbersShown = new NumbersShown();
  /** Of these, since the run began. */
  private runPackets = 0;
  /** What the packet handed over last says of the program at one end; null: it does not say which end is here. */
  private process: ProcessNote | null = null;
  private currentInterface: InterfaceInfo | null = null;
  private left = 0;
  private namesFull = false;

  constructor(private readonly sink: CaptureSink) {
    this.names = this.nameTable.names;
    this.settler = new RunSettler(sink);
    this.rows = new RowAssembler(this.settler, (name) => this.internName(name));
    this.text = { names: this.names, decode: (bytes) => this.splitter.decode(bytes) };
    this.pending = new PendingPacket({
      packet: this.printed,
      internName: (name) => this.internName(name),
      trace: null,
    });
  }

  consume(bytes: Uint8Array, start: number, end: number, offset: number): number {
    const done = this.splitter.consume(bytes, start, end, offset);
    this.left = Math.max(0, end - start - done);
    return done;
  }

  /** A line without its end, a header without its rest, or packets whose style is still open: more text would be read differently. */
  get insideRecord(): boolean {
    return (
      this.splitter.insideLine ||
      this.settler.isHolding ||
      (this.isPending && this.printed.ending === Ending.cut)
    );
  }

  needed(): number {
    return Math.max(4, this.left + 1);
  }

  end(bytes: Uint8Array, start: number, end: number, offset: number): void {
    this.splitter.end(bytes, start, end, offset);
    if (this.isPending) this.emit();
    this.finishTree(false);
    this.rows.finish();
    this.tellBinary();
    this.tellNothingRead();
    if (this.numbersShown.tellMissing())
      this.sink.problem({ id: 'text.no-numbers', severity: 'warning', offset: 0, values: {} });
  }

  /** The input pauses: hands over a packet whose header is whole, though another line might have added to it. */
  flush(): void {
    if (this.isPending && this.printed.ending !== Ending.cut) this.emit();
    this.finishTree(true);
    this.rows.release();
  }

  line(offset: number, byteLength: number, raw: string, cut: boolean): void {
    const nuls = hole(raw);
    if (nuls > 0) {
      this.part(offset, nuls, raw.slice(0, nuls), false);
      this.goesOn = true;
    }
    this.textLine(offset + nuls, byteLength - nuls, raw.slice(nuls), cut);
    this.goesOn = false;
  }

  private textLine(offset: number, byteLength: number, raw: string, cut: boolean): void {
    const parts = cut ? null : partsOfLine(raw, byteLength);
    if (parts === null) {
      this.part(offset, byteLength, raw, cut);
      return;
    }
    let at = offset;
    for (const part of parts) {
      this.goesOn ||= at > offset;
      this.part(at, part.byteLength, part.text, false);
      at += part.byteLength;
    }
  }

  /** A line, or a part of one that shows several packets. */
  private part(offset: number, byteLength: number, raw: string, cut: boolean): void {
    const line = cleanLine(raw.length > MAX_SCANNED ? raw.slice(0, MAX_SCANNED) : raw);
    if (this.isPending) {
      if (this.continueHeader(line, offset, byteLength, raw)) return;
      this.emit();
    }
    if (this.wireshark.endsBefore(line.text)) this.finishTree(false);
    const number = this.deliver(offset, byteLength, raw);
    if (cut) this.report('text.long-line', 'warning', offset, number, 0, { bytes: byteLength });
    if (this.attachments.dumps(line.text) || this.attachments.quotes(line.text)) this.continuation(number);
    else if (this.wiresharkRow(line.text, number, offset)) return;
    else if (this.pending.begin(line)) this.beginPacket(number, offset);
    else {
      this.otherLine(line, number);
      this.binary.line(line.text === '' ? raw : line.text, number, offset, offset + byteLength);
    }
  }

  /** What stood there in the place of lines is not known: nothing is concluded from what is missing. */
  private tellBinary(): void {
    const stretch = this.binary.take();
    if (stretch === null) return;
    const { line, offset, end } = stretch;
    this.report('text.binary', 'warning', offset, line, 0, { bytes: end - offset, offset });
    if (this.packets > 0) this.settler.pass(0, () => this.sink.runBegins?.());
  }

  private internName(name: string): number {
    const index = this.nameTable.intern(name);
    if (index < 0 && !this.namesFull) {
      this.namesFull = true;
      this.report('text.too-many-names', 'info', this.firstOffset, this.lines - 1, 0, {});
    }
    return index;
  }

  private deliver(offset: number, byteLength: number, raw: string): LineIndex {
    const { goesOn } = this;
    if (this.settler.isHolding)
      this.settler.pass(raw.length, () => this.sink.line(offset, byteLength, raw, goesOn));
    else this.sink.line(offset, byteLength, raw, goesOn);
    return lineIndex(this.lines++);
  }

  private continueHeader(line: CleanLine, offset: number, byteLength: number, raw: string): boolean {
    if (readNotice(line.text) !== null || !this.pending.join(line)) return false;
    this.headerLine = this.deliver(offset, byteLength, raw);
    if (!this.pending.mayGoOn) this.emit();
    return true;
  }

  private beginPacket(number: LineIndex, offset: number): void {
    this.tellBinary();
    this.firstLine = this.headerLine = number;
    this.firstOffset = offset;
    this.isPending = true;
    if (!this.pending.mayGoOn) this.emit();
  }

  /** True: the line is one of Wireshark's or tshark's, and done with. */
  private wiresharkRow(text: string, line: LineIndex, offset: number): boolean {
    // By far most lines, in a log of tcpdump's: not to be looked at twice.
    if (!this.isInsideRow && text.includes(': Flags [')) return false;
    if (this.wireshark.heads(text)) return true;
    const row = this.wireshark.reads(text, this.shown);
    if (row !== Row.none && !this.isInsideRow) {
      this.tellBinary();
      this.firstLine = line;
      this.firstOffset = offset;
    }
    this.isInsideRow = row === Row.part;
    if (this.isInsideRow && text.trim() !== '') this.lastPart = line;
    if (row === Row.packet) this.emitRow(text, line);
    return row !== Row.none;
  }

  /** A packet that Wireshark prints as a tree ends with the line before. */
  private finishTree(whole: boolean): void {
    const isPacket = this.wireshark.finish(this.shown, whole);
    if (isPacket || !whole) this.isInsideRow = false;
    if (isPacket) this.emitRow('', this.lastPart);
  }

  private emitRow(text: string, line: LineIndex): void {
    this.headerLine = line;
    this.packets++;
    const { unknownService } = this.shown;
    if (unknownService !== '')
      this.tellUnknownService(unknownService, { line, column: Math.max(0, text.indexOf(unknownService)) });
    this.numbersShown.take(this.shown);
    if (this.shown.missing !== '')
      this.report('text.cut-packet', 'warning', this.firstOffset, line, text.trimEnd().length, {
        expected: this.shown.missing,
        found: '',
      });
    this.rows.row(this.shown, this.firstLine, line);
  }

  private otherLine(line: CleanLine, number: LineIndex): void {
    const notice = readNotice(line.text);
    if (this.firstWords === '') this.firstWords = line.text.trim().slice(0, 80);
    if (notice !== null) this.notice(notice);
    else if (this.packets > 0 && this.attachments.takes(line.text)) {
      this.continuation(number);
      this.addToProcess(line.text);
    }
  }

  private continuation(line: LineIndex): void {
    if (this.settler.isHolding) this.settler.pass(0, () => this.sink.continuation(line));
    else this.sink.continuation(line);
  }

  /** A text in which nothing was recognised is not an empty recording. */
  private tellNothingRead(): void {
    if (this.packets > 0 || this.noticed || this.firstWords === '') return;
    const values = { lines: this.lines, firstLine: this.firstWords };
    this.sink.problem({ id: 'text.nothing-read', severity: 'error', offset: 0, values });
  }

  private notice(notice: Notice): void {
    this.noticed = true;
    this.attachments.close(true);
    if (notice.kind === 'begin') {
      this.settler.beginRun();
      this.beginRun();
      this.currentInterface = this.interfaceNamed(notice.name, notice.linkType, notice.snapLength);
    } else if (notice.kind === 'dropped') {
      const info = this.currentInterface ?? this.interfaceNamed('', -1, 0);
      info.dropped = (info.dropped ?? 0) + notice.packets;
      this.sink.interface(info);
    } else if (notice.kind === 'end') this.endRun(notice.captured);
  }

  private beginRun(): void {
    if (this.packets > 0) this.settler.pass(0, () => this.sink.runBegins?.());
    this.runPackets = 0;
  }

  /** What comes behind the closing lines belongs to the same run as long as that has captured more than was printed. */
  private endRun(captured: number | null): void {
    this.settler.pass(0, () => this.sink.runEnds?.(captured));
    if (captured !== null && this.runPackets >= captured) this.beginRun();
  }

  private emit(): void {
    this.isPending = false;
    if (this.rows.isHolding) this.rows.release();
    this.pending.settle();
    const { printed } = this;
    const { segment } = printed;
    this.tellProblem();
    if (segment.kind === PacketKind.other && printed.ending === Ending.wrong)
      segment.kind = PacketKind.malformed;
    else if (segment.kind === PacketKind.other && printed.ending === Ending.cut)
      segment.kind = PacketKind.truncated;
    completeTcp(printed);
    // The number of the line in its file, as an editor shows it, looks like the number that -# prints.
    if (printed.number === this.firstLine + 1 && printed.number !== this.packets + 1) printed.number = -1;
    segment.interfaceId = this.interfaceOf(printed.interfaceName);
    this.packets++;
    this.runPackets++;
    this.attachments.packet(this.pending.indentation, this.pending.path);
    this.settler.packet(printed, this.firstLine, this.headerLine);
    this.noteProcess(this.pending.joined.slice(printed.start));
  }

  private noteProcess(header: string): void {
    const note = readProcess(header);
    const sends = note?.sends ?? readDirection(header);
    this.process =
      sends === null ? null : (note ?? { name: '', pid: null, container: null, pod: null, sends });
    if (note !== null) this.tellProcess(note);
  }

  /** What ptcpdump -v says of the program below the packet. */
  private addToProcess(text: string): void {
    const more = this.process === null ? null : readProcessLine(text);
    if (more === null || this.process === null) return;
    this.process = { ...this.process, ...more };
    this.tellProcess(this.process);
  }

  private tellProcess(note: ProcessNote): void {
    this.settler.pass(0, () => this.sink.process?.(note));
  }

  private interfaceOf(name: string): number {
    if (name !== '') return Math.min(this.interfaceNamed(name, -1, 0).id, 255);
    return this.currentInterface === null ? 0 : Math.min(this.currentInterface.id, 255);
  }

  private interfaceNamed(name: string, linkType: number, snapLength: number): InterfaceInfo {
    const known = this.interfaces.get(name);
    if (known !== undefined) return known;
    const info: InterfaceInfo = {
      id: this.interfaces.size,
      linkType,
      snapLength,
      ...(name === '' ? {} : { name }),
    };
    if (this.interfaces.size < MAX_INTERFACES) {
      this.interfaces.set(name, info);
      this.sink.interface(info);
    }
    return info;
  }

  private tellProblem(): void {
    const { printed } = this;
    if (printed.unknownService !== '') {
      const { line, column } = this.pending.placeOf(
        Math.max(0, this.pending.joined.indexOf(printed.unknownService)),
      );
      this.tellUnknownService(printed.unknownService, { line: this.firstLine + line, column });
    }
    if (printed.ending !== Ending.cut && printed.ending !== Ending.wrong) return;
    const place = this.pending.placeOf(printed.wrongAt);
    const found = this.pending.joined.slice(printed.wrongAt, printed.wrongAt + 24).trim();
    const id = printed.ending === Ending.cut ? 'text.cut-packet' : 'text.unreadable-packet';
    this.report(id, 'warning', this.firstOffset, this.firstLine + place.line, place.column, {
      expected: expectedForms[printed.expected] ?? printed.expected,
      found,
    });
  }

  private tellUnknownService(service: string, { line, column }: { line: number; column: number }): void {
    if (this.unknownServices.has(service) || this.unknownServices.size > 1000) return;
    this.unknownServices.add(service);
    this.report('text.unknown-service', 'info', this.firstOffset, line, column, {
      service: service.slice(0, 64),
    });
  }

  private report(
    id: string,
    severity: 'warning' | 'info',
    offset: number,
    line: number,
    column: number,
    values: Record<string, string | number>,
  ): void {
    const problem = { id, severity, offset, line: line + 1, column: column + 1, values };
    this.settler.pass(0, () => this.sink.problem(problem));
  }
}

/** tcpdump prints `seq from:to` for every payload: without it, and with fields behind it, there is none. */
function completeTcp(printed: PrintedPacket): void {
  const { segment } = printed;
  if (segment.kind !== PacketKind.tcp || segment.lengthKnown) return;
  if (printed.lastField === 'ack' || printed.lastField === 'win' || printed.lastField === 'options') {
    segment.length = rangeLength(printed);
    segment.lengthKnown = true;
  }
}
