import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { NodeFileSource, openFile } from '../../../src/host/node/file-source';
import { StreamSource } from '../../../src/host/node/stream-source';
import { pcapOf } from './build-pcap';
import { randomBytes } from './random';
import { readSource } from './reading';

const folder = mkdtempSync(join(tmpdir(), 'closewait-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('a file', () => {
  test('is read anywhere, and grows', async () => {
    const path = file('a.pcap', pcapOf(3));
    const source = new NodeFileSource(path);
    expect(source.name).toBe('a.pcap');
    expect(await source.size()).toBe(24 + 3 * 76);
    appendFileSync(path, new Uint8Array(10));
    expect(await source.size()).toBe(24 + 3 * 76 + 10);
    const target = new Uint8Array(100);
    expect(await source.read(24 + 3 * 76 - 5, target)).toBe(15);
    expect(await source.read(10_000, target)).toBe(0);
    await source.close();
  });

  test('that took another one’s name is told from it by its identity', async () => {
    const path = file('b.pcap', pcapOf(1));
    const source = new NodeFileSource(path);
    const before = await source.identity();
    renameSync(file('b.new', pcapOf(2)), path);
    expect(await source.identity()).toEqual(before);
    const after = new NodeFileSource(path);
    expect(await after.identity()).not.toEqual(before);
    await Promise.all([source.close(), after.close()]);
  });

  test('that is missing, or a folder, rejects with the system’s error', async () => {
    await expect(openFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(openFile(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  test('that is a pipe is read as a stream', async () => {
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    const writer = spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', file('c.pcap', pcapOf(5000)), path]);
    const source = await openFile(path);
    expect((await readSource(source, 'pcap')).frames.length).toBe(5000);
    await source.close();
    writer.kill();
  });
});

describe('a stream', () => {
  test('gives what has come, and waits for more', async () => {
    const pipe = new PassThrough();
    const source = new StreamSource(pipe, 'standard input');
    const target = new Uint8Array(10);
    pipe.write(Uint8Array.of(1, 2, 3));
    expect(await source.read(0, target)).toBe(3);
    const later = source.read(3, target);
    pipe.end(Uint8Array.of(4));
    expect(await later).toBe(1);
    expect(await source.size()).toBe(Number.POSITIVE_INFINITY);
    expect(await source.read(4, target)).toBe(0);
    expect(await source.size()).toBe(4);
    expect(source.ended).toBe(true);
  });

  test('of more than is held in memory can be read again from its beginning', async () => {
    const bytes = randomBytes(3, 1 << 20);
    const pipe = new PassThrough();
    const source = new StreamSource(pipe, 'standard input');
    const writing = (async () => {
      for (let i = 0; i < 40; i++)
        if (!pipe.write(bytes)) await new Promise((resolve) => pipe.once('drain', resolve));
      pipe.end();
    })();
    const target = new Uint8Array(1 << 20);
    for (let length = 0; ; ) {
      const count = await source.read(length, target);
      if (count === 0) break;
      length += count;
    }
    await writing;
    expect(await source.size()).toBe(40 << 20);
    for (const megabyte of [0, 31, 32, 39]) {
      expect(await source.read(megabyte << 20, target)).toBe(1 << 20);
      expect(Buffer.compare(target, bytes)).toBe(0);
    }
    await source.close();
  });

  test('can be closed while a read waits', async () => {
    const source = new StreamSource(new PassThrough(), 'standard input');
    const waiting = source.read(0, new Uint8Array(1)).catch(() => 0);
    await source.close();
    expect(await waiting).toBe(0);
  });
});
