import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What tshark said (test/fixtures/analysis, README.md): of a capture, or of the packets that a cut of it keeps. */
export interface Verdict {
  readonly capture: string;
  /** What it keeps: ranges of packets from 1 (`1-9,12-20`), or what one IPv4 address sent (`from:c0000201`); '' for all. */
  readonly cut: string;
  /** Findings by packet; those without have none. */
  readonly packets: ReadonlyMap<number, string>;
  readonly streams: readonly Stream[];
}

interface Stream {
  readonly firstPacket: number;
  /** null where tshark does not show it. */
  readonly completeness: number | null;
  /** Seconds; null where there is none. */
  readonly roundTrip: number | null;
}

/** A difference from tshark that is meant, and why. */
export interface Difference {
  readonly capture: string;
  readonly cut: string;
  /** `5: lost-segment reused-ports | ` and the like: what tshark says, and what is said here. */
  readonly says: string;
  readonly reason: string;
}

const FIXTURES = join(__dirname, '../../fixtures');
const FOLDER = join(FIXTURES, 'analysis');

export const VERDICTS = readdirSync(join(FOLDER, 'verdicts'));
export const readCapture = (name: string): Buffer => readFileSync(join(FIXTURES, name));

/** Every capture that there has to be a verdict on. */
export function captures(): string[] {
  const inFolder = (folder: string) => readdirSync(join(FIXTURES, folder)).map((name) => `${folder}/${name}`);
  const kernel = inFolder('kernel')
    .filter((name) => !name.endsWith('.md'))
    .flatMap((folder) => inFolder(folder));
  return [...kernel, ...inFolder('analysis/transfers'), ...inFolder('analysis/generated')]
    .filter((name) => name.endsWith('.pcap') && readCapture(name).length > PCAP_HEADER)
    .sort();
}

/** The verdicts of one file. A capture that is not the one that tshark saw is an error. */
export function readVerdicts(file: string): Verdict[] {
  const verdicts: Verdict[] = [];
  let capture = '';
  for (const section of readFileSync(join(FOLDER, 'verdicts', file), 'utf8').split(/^(?=capture |cut )/m)) {
    const [title, ...lines] = section.trimEnd().split('\n');
    const [kind, name, digest] = title.split(' ');
    if (kind === '#') continue;
    if (kind === 'capture') {
      capture = name;
      const held = createHash('sha1').update(readCapture(name)).digest('hex').slice(0, digest.length);
      if (held !== digest) {
        throw new Error(`${name} was recorded again: run test/fixtures/analysis/verdicts.py`);
      }
    }
    verdicts.push({ capture, cut: kind === 'cut' ? name : '', ...readLines(lines) });
  }
  return verdicts;
}

function readLines(lines: readonly string[]): Pick<Verdict, 'packets' | 'streams'> {
  const packets = new Map<number, string>();
  const streams: Stream[] = [];
  for (const line of lines) {
    const [first, ...rest] = line.split(' ');
    if (first !== 'stream') packets.set(Number(first), rest.join(' '));
    else {
      const [firstPacket, completeness, roundTrip] = rest;
      streams.push({
        firstPacket: Number(firstPacket),
        completeness: completeness === '-' ? null : Number(completeness),
        roundTrip: roundTrip === '-' ? null : Number(roundTrip),
      });
    }
  }
  return { packets, streams };
}

/** The differences that are meant, with their reasons in place. */
export function readDifferences(): Difference[] {
  const { reasons, differences } = JSON.parse(readFileSync(join(FOLDER, 'differences.json'), 'utf8')) as {
    reasons: Record<string, string>;
    differences: (Omit<Difference, 'says'> & { says: string[] })[];
  };
  for (const { reason } of differences) if (!(reason in reasons)) throw new Error(`no reason "${reason}"`);
  return differences.flatMap(({ says, ...where }) => says.map((one) => ({ ...where, says: one })));
}

const PCAP_HEADER = 24;
const RECORD_HEADER = 16;
/** In a record, behind an Ethernet header. */
const IPV4_SOURCE = RECORD_HEADER + 26;

/** A little-endian pcap file with only the packets that the cut keeps. */
export function cutCapture(bytes: Buffer, cut: string): Uint8Array {
  if (cut === '') return new Uint8Array(bytes);
  const records: Buffer[] = [];
  for (let at = PCAP_HEADER; at < bytes.length; ) {
    const end = at + RECORD_HEADER + bytes.readUInt32LE(at + 8);
    records.push(bytes.subarray(at, end));
    at = end;
  }
  const kept = cut.startsWith('from:')
    ? records.filter(
        (record) => record.subarray(IPV4_SOURCE, IPV4_SOURCE + 4).toString('hex') === cut.slice(5),
      )
    : cut.split(',').flatMap((range) => {
        const [first, last] = range.split('-').map(Number);
        return records.slice(first - 1, last);
      });
  return new Uint8Array(Buffer.concat([bytes.subarray(0, PCAP_HEADER), ...kept]));
}
