import { Known, NO_CONNECTION, type PacketColumns } from '../../flow';
import { NO_PACKET, type PacketIndex, packetIndex, TcpFlag } from '../../tcp';
import { captureRule } from '../capture-rule';
import { MAXIMUM_CITED, Threshold } from '../thresholds';

/** Packets looked at: enough to tell, and no second pass over a large capture. */
const SAMPLE = 200_000;
/** A copy follows its frame at once, or behind a few others that were on several devices too. */
const REACH = 4;
const OPENS_OR_CLOSES = TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST;

/** Frames were captured twice, as `-i any` or a mirror port that copies both ways does. */
export const captureDuplicates = captureRule(
  { id: 'capture-duplicates', severities: ['info'] },
  ({ tracker, circumstances }) => {
    const { packets } = tracker;
    const end = Math.min(packets.length, SAMPLE);
    const copies: PacketIndex[] = [];
    let counted = 0;
    let copied = 0;
    for (let index = packetIndex(0); index < end; index++) {
      if (!tells(packets, index)) continue;
      counted++;
      const original = originalOf(packets, index);
      if (original < 0) continue;
      copied++;
      if (copies.length < MAXIMUM_CITED) copies.push(original, index);
    }
    // Every second one is a copy where all frames come twice.
    const originals = counted - copied;
    if (copied < Math.min(Threshold.duplicatedSegments, originals)) return [];
    if (copied === 0 || copied < originals * Threshold.duplicatedPart) return [];
    return [
      {
        kind: 'twice',
        endpoint: null,
        sureness: 'likely',
        since: copies[0],
        seconds: null,
        evidence: circumstances.cite(copies),
        connections: [],
        values: { percent: Math.min(100, Math.round((100 * copied) / originals)) },
      },
    ];
  },
);

/** It occupies sequence numbers, so that an honest repetition would come later. */
function tells(packets: PacketColumns, index: PacketIndex): boolean {
  if (packets.connection(index) === NO_CONNECTION || (packets.known(index) & Known.time) === 0) return false;
  return packets.payloadLength(index) > 0 || (packets.flags(index) & OPENS_OR_CLOSES) !== 0;
}

function originalOf(packets: PacketColumns, index: PacketIndex): PacketIndex {
  for (let at = packetIndex(index - 1); at >= Math.max(0, index - REACH); at--) {
    const same =
      packets.connection(at) === packets.connection(index) &&
      packets.seq(at) === packets.seq(index) &&
      packets.ack(at) === packets.ack(index) &&
      packets.payloadLength(at) === packets.payloadLength(index) &&
      packets.flags(at) === packets.flags(index) &&
      packets.window(at) === packets.window(index) &&
      packets.known(at) === packets.known(index);
    if (same && gap(packets, at, index) < Threshold.duplicateGap) return at;
  }
  return NO_PACKET;
}

const gap = (packets: PacketColumns, from: PacketIndex, to: PacketIndex): number =>
  packets.seconds(to) - packets.seconds(from) + (packets.nanoseconds(to) - packets.nanoseconds(from)) * 1e-9;
