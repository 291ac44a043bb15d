import { describe, expect, it } from 'vitest';
import type { PacketRow } from '../../../src/core/session/capture';
import { type Read, readCaptureRows } from './analysis-session';
import {
  captures,
  cutCapture,
  readCapture,
  readDifferences,
  readVerdicts,
  VERDICTS,
  type Verdict,
} from './analysis-verdicts';

/** Round trips as the capture has them, to the microsecond. */
const MICROSECOND = 1e-6;

const place = ({ capture, cut }: Pick<Verdict, 'capture' | 'cut'>) =>
  cut === '' ? capture : `${capture} cut ${cut}`;

/** Every packet on which tshark and the engine differ: `5: tshark's findings | the engine's`. */
function packetDifferences({ packets }: Verdict, read: Read): string[] {
  const said = new Map(read.packets.map((row) => [row.packet, row.analysis.join(' ')]));
  return read.packets
    .map((row) => row.packet)
    .filter((packet) => (packets.get(packet) ?? '') !== said.get(packet))
    .map((packet) => `${packet}: ${packets.get(packet) ?? ''} | ${said.get(packet)}`)
    .concat(
      [...packets.keys()].filter((packet) => !said.has(packet)).map((packet) => `${packet}: no packet`),
    );
}

/** Every stream that the engine sees otherwise: where it begins, how complete it is, its handshake's round trip. */
function streamDifferences({ streams }: Verdict, read: Read): string[] {
  const differences: string[] = [];
  for (const stream of streams) {
    const connection = read.connections.find((row) => row.firstPacket === stream.firstPacket);
    const { completeness, handshakeRoundTrip } = connection ?? {};
    const engine = `${stream.completeness === null ? '-' : (completeness ?? 'none')} ${seconds(handshakeRoundTrip ?? null)}`;
    const tshark = `${stream.completeness ?? '-'} ${seconds(stream.roundTrip)}`;
    if (engine !== tshark) differences.push(`stream of ${stream.firstPacket}: ${tshark} | ${engine}`);
  }
  if (read.connections.length !== streams.length) {
    differences.push(`streams: ${streams.length} | ${read.connections.length}`);
  }
  return differences;
}

const seconds = (time: number | null) =>
  time === null ? '-' : (Math.round(time / MICROSECOND) * MICROSECOND).toFixed(6);

describe('sequence analysis and tshark', () => {
  it('has a verdict on every capture', () => {
    const judged = VERDICTS.flatMap(readVerdicts).map((verdict) => verdict.capture);
    expect([...new Set(judged)].sort()).toEqual(captures());
  });

  it.each(VERDICTS)('agrees on every packet and stream of %s but those listed', async (file) => {
    const found: string[] = [];
    const verdicts = readVerdicts(file);
    for (const verdict of verdicts) {
      const bytes = cutCapture(readCapture(verdict.capture), verdict.cut);
      const read = await readCaptureRows(verdict.capture, bytes);
      for (const one of [...packetDifferences(verdict, read), ...streamDifferences(verdict, read)]) {
        found.push(`${place(verdict)} ${one}`);
      }
    }
    const judged = new Set(verdicts.map((verdict) => verdict.capture));
    const listed = readDifferences().filter(({ capture }) => judged.has(capture));
    expect(found.sort()).toEqual(listed.map((one) => `${place(one)} ${one.says}`).sort());
  });
});

/** What depends on the sequence number of a bare ACK, which tcpdump does not print. */
const UNPRINTED: Readonly<Record<string, (row: PacketRow) => boolean>> = {
  'keep-alive': (row) => row.length === 0,
  'keep-alive-ack': () => true,
  'duplicate-ack': () => true,
  'window-update': () => true,
  // Whether it was fast depends on how many duplicate ACKs there were.
  'fast-retransmission': () => true,
  'lost-segment': (row) => row.length === 0,
};

describe('the same from what tcpdump -n prints', () => {
  const transfers = captures().filter((name) => name.startsWith('analysis/transfers/'));
  const recordings = captures().filter((name) => name.startsWith('kernel/'));
  it.each([
    ['transfers', transfers],
    ['recordings of kernels', recordings],
  ])('adds nothing in %s, and leaves out only what a bare ACK hides', async (_, names) => {
    const wrong: string[] = [];
    let kept = 0;
    let left = 0;
    for (const name of names) {
      const binary = await readCaptureRows(name, new Uint8Array(readCapture(name)));
      const printed = name.replace(/pcap$/, 'n.txt');
      const text = await readCaptureRows(printed, new Uint8Array(readCapture(printed)));
      const said = new Map(text.packets.map((row) => [row.packet, row.analysis]));
      for (const row of binary.packets) {
        const findings = said.get(row.packet) ?? [];
        for (const id of findings)
          if (!row.analysis.includes(id)) wrong.push(`${name} ${row.packet}: adds ${id}`);
        for (const id of row.analysis) {
          if (findings.includes(id)) kept++;
          else if (UNPRINTED[id]?.(row)) left++;
          else wrong.push(`${name} ${row.packet}: leaves out ${id}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(left / (left + kept)).toBeLessThan(0.2);
  });
});
