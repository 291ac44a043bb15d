import type { Layer } from '../../decode';
import { cleanLine } from '../../text';
import { HexDump } from './hex-dump';
import { LayerCollector } from './layer-collector';
import { NameTable } from './names';
import { PendingPacket } from './pending-packet';
import { PrintedPacket } from './printed-packet';
import { dissectRow } from './wireshark';

const LINKTYPE_ETHERNET = 1;
const LINKTYPE_RAW = 101;

/** A packet of a text log for the details pane. */
export interface TextDissection {
  /** The header's lines as they are in the log, joined with line feeds. */
  readonly text: string;
  /** Fields with characters [start, end) of `text`. */
  readonly layers: Layer[];
  /** What -x, -xx, -X or -XX printed of the packet; null without. */
  readonly bytes: Uint8Array | null;
  /** LINKTYPE_ number of `bytes`: raw IP, or Ethernet where the dump begins with a link header. */
  readonly linkType: number;
}

/** Dissects one packet's lines, header first. Never throws; a line that holds no packet gives no layers. */
export function dissectText(lines: readonly string[]): TextDissection {
  const row = dissectRow(lines);
  return row === null ? dissectLines(lines) : { ...row, bytes: null, linkType: LINKTYPE_ETHERNET };
}

function dissectLines(lines: readonly string[]): TextDissection {
  const collector = new LayerCollector();
  const names = new NameTable();
  const pending = new PendingPacket({
    packet: new PrintedPacket(),
    internName: (name) => names.intern(name),
    trace: collector,
  });
  let header = 0;
  if (lines.length > 0 && pending.begin(cleanLine(lines[0]))) {
    header = 1;
    while (header < lines.length && pending.mayGoOn && pending.join(cleanLine(lines[header]))) header++;
    collector.restart();
    pending.rescan();
  }
  const text = lines.slice(0, Math.max(1, header)).join('\n');
  const starts = lineStarts(lines, header);
  const layers = collector.placed((at) => {
    const place = pending.placeOf(at);
    return Math.min(text.length, starts[place.line] + place.column);
  });
  const dump = new HexDump();
  for (const line of lines.slice(Math.max(1, header))) dump.line(line);
  const bytes = dump.bytes();
  return {
    text,
    layers,
    bytes,
    linkType: bytes !== null && looksLikeIp(bytes) ? LINKTYPE_RAW : LINKTYPE_ETHERNET,
  };
}

function lineStarts(lines: readonly string[], count: number): number[] {
  const starts = [0];
  for (let i = 0; i < count; i++) starts.push(starts[i] + lines[i].length + 1);
  return starts;
}

/** -x and -X begin with the IP header: version 4 with a plausible length, or version 6. */
function looksLikeIp(bytes: Uint8Array): boolean {
  const version = bytes[0] >> 4;
  if (version === 6) return bytes.length >= 40 || bytes.length < 14;
  if (version !== 4 || (bytes[0] & 0x0f) < 5) return false;
  // An Ethernet address that begins with 45 is not followed by IPv4's EtherType where IP has its addresses.
  return bytes.length < 14 || !(bytes[12] === 0x08 && bytes[13] === 0x00 && bytes[14] >> 4 === 4);
}
