import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewFile } from '../../../src/cli/terminal/new-file';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'closewait-new-file-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const create = (name: string, force = false) => NewFile.create(join(folder, name), { force, files: [] });

describe('a new file', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s leaves nothing behind and ends the program',
    async (signal) => {
      const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
      const before = process.listeners(signal);
      const file = await create('out.pcap');
      await file.write('half');
      expect(readdirSync(folder)).toHaveLength(1);
      const [added] = process.listeners(signal).filter((one) => !before.includes(one));
      added(signal);
      expect(readdirSync(folder)).toEqual([]);
      expect(kill).toHaveBeenCalledWith(process.pid, signal);
      expect(process.listeners(signal)).toEqual(before);
      await file.discard();
    },
  );

  it('of a name as long as a file system takes; nothing listens when it is there', async () => {
    const name = `${'n'.repeat(250)}.pcap`;
    const before = process.listenerCount('SIGINT');
    const file = await create(name);
    await file.write('whole');
    await file.complete();
    expect([readdirSync(folder), process.listenerCount('SIGINT')]).toEqual([[name], before]);
  });

  it('has a name that cannot be foretold until it is whole', async () => {
    const [first, second] = [await create('a.pcap'), await create('a.pcap')];
    const names = readdirSync(folder);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).not.toContain(String(process.pid));
    await first.discard();
    await second.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over the permissions of the file that it replaces', async () => {
    const path = join(folder, 'private.pcap');
    writeFileSync(path, 'old');
    for (const mode of [0o600, 0o664]) {
      chmodSync(path, mode);
      const file = await create('private.pcap', true);
      await file.write('new');
      await file.complete();
      expect([statSync(path).mode & 0o777, readFileSync(path, 'utf8')]).toEqual([mode, 'new']);
    }
  });

  it('does not take the place of a link that leads nowhere, unless it is told to', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    await expect(create('link')).rejects.toThrow('--force');
    const file = await create('link', true);
    await file.write('new');
    await file.complete();
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('new');
  });
});
