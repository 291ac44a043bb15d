import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { environmentLocale, terminalColumns, wantsColour } from '../../../src/cli/environment';
import { FileOutput } from '../../../src/cli/terminal/file-output';
import { BrokenPipe, Output } from '../../../src/cli/terminal/output';
import { displayWidth, padEnd, padStart, truncate, wrap } from '../../../src/core/report/width';
import { environment } from './fake-capture';

describe('display width', () => {
  it.each([
    ['CLOSE_WAIT', 10],
    ['服务端', 6],
    ['（报文 6）', 10],
    ['e\u0301', 1],
    ['└─ ·', 4],
    ['한국어', 6],
    ['😀', 2],
    ['', 0],
  ])('%s', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('pads and cuts by columns, not by characters', () => {
    expect(padEnd('状态', 6)).toBe('状态  ');
    expect(padStart('7', 3)).toBe('  7');
    expect(truncate('服务端状态', 7)).toBe('服务端…');
    expect(truncate('short', 5)).toBe('short');
  });
});

describe('wrap', () => {
  it('breaks English at spaces and keeps words whole', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('incomprehensibilities a', 5)).toEqual(['incomprehensibilities', 'a']);
  });

  it('breaks Chinese anywhere but before closing and after opening punctuation', () => {
    for (const width of [6, 8, 10, 14]) {
      const lines = wrap('服务端内核确认了，程序（accept 循环）没有关闭。', width);
      expect(lines.join('').replace(/ /g, '')).toBe('服务端内核确认了，程序（accept循环）没有关闭。');
      for (const text of lines) expect(text).not.toMatch(/^[，。）]|（$/);
    }
  });
});

describe('colour', () => {
  const on = (variables: Record<string, string>, isTTY: boolean) => {
    const given = environment(variables);
    given.stdout.isTTY = isTTY;
    return wantsColour(given);
  };

  it('is for terminals, and NO_COLOR and FORCE_COLOR decide otherwise', () => {
    expect(on({}, true)).toBe(true);
    expect(on({}, false)).toBe(false);
    expect(on({ NO_COLOR: '1' }, true)).toBe(false);
    expect(on({ NO_COLOR: '' }, true)).toBe(true);
    expect(on({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(on({ FORCE_COLOR: '0' }, true)).toBe(false);
    expect(on({ TERM: 'dumb' }, true)).toBe(false);
  });
});

it('the terminal has a width, a pipe has none', () => {
  const given = environment();
  expect(terminalColumns(given)).toBeNull();
  given.stdout.isTTY = true;
  given.stdout.columns = 132;
  expect(terminalColumns(given)).toBe(132);
});

it('the language is that of setlocale: LC_ALL, LC_MESSAGES, LANG; empty ones do not count', () => {
  expect(environmentLocale({ LANG: 'zh_CN.UTF-8' })).toBe('zh-cn');
  expect(environmentLocale({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(environmentLocale({ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' })).toBe('zh-cn');
  expect(environmentLocale({})).toBe('en');
});

describe('output', () => {
  it('waits for a slow reader', async () => {
    const taken: number[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        taken.push(chunk.length);
        setTimeout(done, 5);
      },
    });
    const output = new Output(slow);
    for (let i = 0; i < 4; i++) await output.write('x'.repeat(70_000));
    expect(taken).toEqual([70_000, 70_000, 70_000, 70_000]);
  });

  it('tells a reader that went away from a full disk', async () => {
    const failing = (code: string) =>
      new Output(new Writable({ write: (_c, _e, done) => done(Object.assign(new Error(code), { code })) }));
    const pipe = failing('EPIPE');
    await pipe.write('x');
    await expect(pipe.flush()).rejects.toBeInstanceOf(BrokenPipe);
    const disk = failing('ENOSPC');
    await disk.write('x');
    await expect(disk.flush()).rejects.toThrow('standard output: no space is left on the device');
  });

  it('a disk with room for a part of it is full, not content', async () => {
    // write(2): fewer bytes than asked for where there is no room for more, and ENOSPC at the next call.
    let room = 100;
    const written: Uint8Array[] = [];
    const write = (_fd: number, bytes: Uint8Array, from: number): number => {
      if (room === 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      const part = bytes.slice(from, from + Math.min(room, 30));
      room -= part.length;
      written.push(part);
      return part.length;
    };
    const output = new Output(new FileOutput(1, write));
    await output.write('x'.repeat(70));
    await output.flush();
    expect(Buffer.concat(written).toString()).toBe('x'.repeat(70));
    await output.write('y'.repeat(70));
    await expect(output.flush()).rejects.toThrow('standard output: no space is left on the device');
  });
});
