import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from './fake-capture';

const COMPRESSED = join(__dirname, '../../fixtures/findings/healthy_server.pcap.gz');
const folder = mkdtempSync(join(tmpdir(), 'closewait-gz-'));
const plain = join(folder, 'healthy_server.pcap');
writeFileSync(plain, gunzipSync(readFileSync(COMPRESSED)));

afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function annotated(file: string): Promise<string> {
  const { stdout, ...rest } = environment();
  const pieces: string[] = [];
  stdout.on('data', (piece) => pieces.push(String(piece)));
  expect(await run({ stdout, ...rest }, ['annotate', file])).toBe(0);
  return pieces.join('');
}

// Rows are printed while the next chunk is being decompressed, and read the file for it: neither may wait for the other.
it('a compressed capture is annotated to its end, however slow the machine is', async () => {
  const whole = await annotated(plain);
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => {
    now += 20;
    return now;
  });
  expect(await annotated(COMPRESSED)).toBe(whole);
}, 30_000);
