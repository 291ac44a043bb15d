import { describe, expect, it } from 'vitest';
import { type Sink, writeJson } from '../../../src/core/report';

/** What a report says, and the largest piece that it was handed over in. */
async function collected(write: (sink: Sink) => Promise<void>) {
  const pieces: string[] = [];
  await write({ write: async (text) => void pieces.push(text) });
  return { text: pieces.join(''), largest: Math.max(0, ...pieces.map(({ length }) => length)) };
}

const rows = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('rows as JSON', () => {
  it.each([0, 1, 3])('%d of them are an array, one a line', async (count) => {
    const { text } = await collected((sink) => writeJson(sink, 'json', [rows(count)], String));
    expect(JSON.parse(text)).toEqual(rows(count));
    expect(text.trimEnd().split('\n')).toHaveLength(count === 0 ? 1 : count + 2);
  });

  it('are lines of their own as jsonl', async () => {
    const pages = [rows(2), [], rows(1)];
    expect((await collected((sink) => writeJson(sink, 'jsonl', pages, String))).text).toBe('0\n1\n0\n');
  });

  it('are handed over one by one, however many there are', async () => {
    async function* pages() {
      for (let page = 0; page < 50; page++) yield rows(1000);
    }
    const { text, largest } = await collected((sink) => writeJson(sink, 'json', pages(), String));
    expect(JSON.parse(text)).toHaveLength(50_000);
    expect(largest).toBeLessThan(10);
  });
});
