import { PacketKind } from '../../decode';
import type { Cursor } from '../../text';
import { fillAddresses, hasPort, place, refuse } from './address-pair';
import type { ScanContext } from './scan-context';

export function takeFlags(c: Cursor): boolean {
  const start = c.at;
  if (!c.takeWord('Flags')) return false;
  c.skipSpaces();
  if (c.take('[')) return true;
  c.at = start;
  return false;
}

/** TCP: the addresses have ports. */
export function endTcp(c: Cursor, ctx: ScanContext, scan: (c: Cursor, ctx: ScanContext) => void): false {
  const at = c.at;
  if (!fillAddresses(c, ctx, true)) {
    ctx.packet.segment.kind = PacketKind.malformed;
    return refuse(c, ctx, place.from, 'port');
  }
  c.at = at;
  ctx.trace?.layer('TCP', at, c.text.length);
  scan(c, ctx);
  return false;
}

/** `[|tcp]`: with ports the segment has a connection, and nothing else of it is known. */
export function endTruncated(c: Cursor, ctx: ScanContext): false {
  const tcp = c.text.startsWith('[|tcp]', c.at);
  if (tcp && hasPort(c.text, place.from, place.fromEnd) && fillAddresses(c, ctx, true)) endUnshown(ctx);
  else {
    fillAddresses(c, ctx, false);
    ctx.packet.segment.kind = PacketKind.truncated;
  }
  return false;
}

export function endUnshown(ctx: ScanContext): void {
  ctx.packet.segment.kind = PacketKind.tcp;
}

export function endOther(c: Cursor, ctx: ScanContext, kind: PacketKind): false {
  const ports = kind === PacketKind.udp && hasPort(c.text, place.from, place.fromEnd);
  fillAddresses(c, ctx, ports);
  ctx.packet.segment.kind = kind;
  return false;
}
