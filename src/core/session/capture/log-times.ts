import { packetIndex } from '../../tcp';
import type { CaptureReading } from './capture-reading';

/** Packets that are looked at. */
const LOOKED_AT = 200;
/** At the beginning of a line, behind the number of its packet: of the day, or seconds. */
const PRINTED = /^\s*(?:\d+\s+)?(?:(\d\d):(\d\d):(\d\d)|(\d+))\.(\d{1,9})\s/;
const BILLION = 1_000_000_000n;

/** Whether a text log prints, of each packet, the time since the one before (tcpdump -ttt, tshark -t d). */
export async function hasTimesSinceBefore(reading: CaptureReading): Promise<boolean> {
  const { packets } = reading.recorder.tracker;
  let [before, differ] = [0n, false];
  for (let at = 0; at < Math.min(LOOKED_AT, packets.length); at++) {
    const index = packetIndex(at);
    const time = BigInt(packets.seconds(index)) * BILLION + BigInt(packets.nanoseconds(index));
    const printed = printedTime(await reading.rowText(reading.rowOfPacket(index)));
    if (printed === null || (at > 0 && printed !== time - before)) return false;
    differ ||= printed !== time;
    before = time;
  }
  return differ;
}

/** Nanoseconds. */
function printedTime(line: string): bigint | null {
  const match = PRINTED.exec(line);
  if (match === null) return null;
  const [, hours = '0', minutes = '0', ofMinute, alone, fraction] = match;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(ofMinute ?? alone);
  return BigInt(seconds) * BILLION + BigInt(fraction.padEnd(9, '0'));
}
