import { describe, expect, it } from 'vitest';
import { readSocketTable } from '../../../src/core/sockets';

const TABLE = `State  Recv-Q Send-Q Local Address:Port Peer Address:Port
ESTAB  0      0      10.0.0.1:80        10.0.0.2:4000
`;

/** What a line can be full of; a pattern that tries every way to split it does not end. */
const RUNS = [
  '>',
  '> ',
  ' ',
  '| ',
  '&gt;',
  '$ ',
  'tcp 0 0 ',
  '1.1.1.1:1 ',
  'users:((',
  'src=1 ',
  '(',
  '"',
  '\\n',
];

describe('a line that repeats the same costs itself only', () => {
  it.each(RUNS)('%j', { timeout: 60_000 }, (run) => {
    const { rows } = readSocketTable(`${TABLE}${run.repeat(100_000)}\n`);
    expect(rows[0]).toMatchObject({ state: 'ESTABLISHED', line: 2 });
  });
});
