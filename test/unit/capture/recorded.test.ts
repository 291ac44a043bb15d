import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIXTURES, fixture, readAtAllChunkSizes, readBytes } from './reading';

/** Wireshark's own numbers for link types (WTAP_ENCAP_ETHERNET, WTAP_ENCAP_RAW_IP). */
const LINK_TYPE_OF_ENCAPSULATION: Record<string, number> = { '1': 1, '7': 101 };

interface Expected {
  readonly time: string;
  readonly original: number;
  readonly captured: number;
  readonly interfaceId: string;
  readonly comments: readonly string[];
  readonly linkType: number;
  readonly fcs: string;
}

function expectations(name: string): Expected[] {
  const lines = readFileSync(join(FIXTURES, `${name}.tsv`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [, time, original, captured, interfaceId, comments, encapsulation, fcs] = line.split('\t');
    return {
      time,
      original: Number(original),
      captured: Number(captured),
      interfaceId,
      comments: comments === '' ? [] : comments.split('|'),
      linkType: LINK_TYPE_OF_ENCAPSULATION[encapsulation],
      fcs: fcs ?? '',
    };
  });
}

const captures = readdirSync(FIXTURES).filter((name) => /\.pcap(ng)?$/.test(name));
const formatOf = (name: string) => (name.endsWith('ng') ? 'pcapng' : 'pcap');

describe('every recorded capture is read as tshark reads it', () => {
  test.each(captures)('%s', async (name) => {
    const reading = await readBytes(fixture(name), formatOf(name));
    const expected = expectations(name);
    expect(reading.frames.length).toBe(expected.length);
    reading.frames.forEach((frame, i) => {
      const { time, original, captured, linkType, comments } = expected[i];
      expect(frame).toMatchObject({ time, original, captured, linkType });
      const own = reading.comments.filter((comment) => comment.packet === i).map((comment) => comment.text);
      expect(own).toEqual(comments);
      // tshark numbers interfaces anew in every section; those with a second section have three.
      if (
        expected[i].interfaceId !== '' &&
        reading.comments.every((comment) => comment.text !== 'the whole section')
      ) {
        expect(String(frame.interfaceId)).toBe(expected[i].interfaceId);
      }
    });
  });
});

describe('the size of the chunks makes no difference', () => {
  test.each(captures)('%s', async (name) => {
    const bytes = fixture(name);
    const { bytesDone: _, ...whole } = await readBytes(bytes, formatOf(name));
    for (const reading of await readAtAllChunkSizes(bytes, formatOf(name)))
      expect(reading).toMatchObject(whole);
  });
});

test('a frame check sequence that the link-type field declares is where tshark finds it', async () => {
  const { frames, interfaces } = await readBytes(fixture('fcs.pcap'), 'pcap');
  expectations('fcs.pcap').forEach(({ fcs }, i) => {
    expect(frames[i].fcsLength).toBe(4);
    expect(`0x${frames[i].data.slice(-8)}`).toBe(fcs);
  });
  expect(interfaces[0].fcsLength).toBe(4);
});

test('every offset is where the frame lies in the file', async () => {
  for (const name of captures) {
    const bytes = Buffer.from(fixture(name));
    for (const { offset, captured, data } of (await readBytes(bytes, formatOf(name))).frames) {
      expect(bytes.toString('hex', offset, offset + captured)).toBe(data);
    }
  }
});

describe.each(['little', 'big'])('everything-%s.pcapng', (order) => {
  const read = () => readBytes(fixture(`everything-${order}.pcapng`), 'pcapng');

  test('interfaces count on over the sections, with names, snap lengths and link types', async () => {
    const { interfaces, frames } = await read();
    expect(interfaces).toMatchObject([
      { id: 0, linkType: 1, snapLength: 262144, name: 'eth0', description: 'uplink' },
      { id: 1, linkType: 101, snapLength: 262144, name: 'tun0' },
      { id: 2, linkType: 1, snapLength: 70 },
    ]);
    expect(frames.map((frame) => frame.interfaceId)).toEqual([0, 1, 0, 0, 2, 2, 2]);
  });

  test('drops are those of the statistics block, 3 by the interface and 4 by the system', async () => {
    expect((await read()).interfaces[0].dropped).toBe(7);
  });

  test('comments of the section and of an interface are kept', async () => {
    const own = (await read()).comments.filter((comment) => comment.packet === -1);
    expect(own.map((comment) => comment.text)).toEqual(['the whole section', 'of the interface']);
  });

  test('host names are told', async () => {
    expect((await read()).names).toEqual([{ address: '192.0.2.1', name: 'client' }]);
  });

  test('simple packets have no time and are cut by the interface, not by the padding', async () => {
    const { frames } = await read();
    expect(frames.slice(5)).toMatchObject([
      { digits: -1, captured: 70, original: 254 },
      { digits: -1, captured: 60, original: 60 },
    ]);
  });
});
