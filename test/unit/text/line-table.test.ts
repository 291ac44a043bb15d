import { describe, expect, it } from 'vitest';
import { LineTable, lineIndex } from '../../../src/core/text';

const COUNT = 40_000;

describe('where lines are', () => {
  it.each([
    ['of one length', () => 0],
    ['of many', (at: number) => at % 7],
    ['empty, with a longer one now and then', (at: number) => (at % 9000 === 8999 ? 60 : 0)],
  ])('%s', (_, lengthOf) => {
    const table = new LineTable();
    const offsets: number[] = [];
    let offset = 0;
    for (let at = 0; at < COUNT; at++) {
      offsets.push(offset);
      table.append(offset, lengthOf(at));
      offset += lengthOf(at) + 1;
      // What a line shows may be known much later.
      if (at === 30_000) table.setPacket(3, lineIndex(5), lineIndex(7));
    }
    table.setPacket(4, lineIndex(20_000), lineIndex(20_000));
    for (let at = 0; at < COUNT; at += 11) {
      const line = lineIndex(at);
      expect([table.offset(line), table.byteLength(line)]).toEqual([offsets[at], lengthOf(at)]);
    }
    const shown = [4, 5, 6, 7, 8, 20_000, 20_001].map(lineIndex);
    expect(shown.map((line) => table.packetOf(line))).toEqual([-1, -1, -1, 3, -1, 4, -1]);
    expect(shown.map((line) => table.continues(line))).toEqual([-1, 3, 3, -1, -1, -1, -1]);
  });
});
