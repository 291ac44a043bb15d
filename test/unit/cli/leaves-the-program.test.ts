import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/cli/arguments';
import { run } from '../../../src/cli/run';
import { LOCALES } from '../../../src/core/words';
import { environment } from './fake-capture';

const FIXTURES = join(__dirname, '../../fixtures/hostile');
const HOSTS = readdirSync(FIXTURES).filter((name) => name.endsWith('-host.txt'));
/** Bidi_Control, separators, C0 without the line feed, DEL and C1. */
const ACTS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const NAME = 'ev\u202eil\u2028\u009b31m\u001b]52;c;eA==\u0007';

const folder = mkdtempSync(join(tmpdir(), 'closewait-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function closewait(argv: readonly string[], isTTY = false) {
  const given = environment({}, '');
  given.stdout.isTTY = isTTY;
  const status = await run(given, argv);
  return { status, out: given.stdout.text, bytes: given.stdout.bytes, err: given.stderr.text };
}

/** Commands that read no capture. */
const OTHERS: readonly string[] = ['lint', 'sockets', 'mcp'];
/** Formats that hold a recording's own bytes; they are not written to a terminal. */
const CAPTURES: readonly string[] = ['pcap', 'pcapng', 'log'];
/** A stream is of one connection: test/unit/session/stream.test.ts has it. Every capture command in every format that it knows, whatever comes to be added. */
const CAPTURE_SINKS = Object.entries(FORMATS)
  .filter(([command]) => !OTHERS.includes(command))
  .flatMap(([command, formats]) => formats.map((format) => [command, format] as const))
  .filter(([command, format]) => command !== 'export' || ![...CAPTURES, 'stream'].includes(format));

describe.each(HOSTS)('%s', (host) => {
  it.each(CAPTURE_SINKS)('%s --format %s spells it out', async (command, format) => {
    for (const locale of LOCALES) {
      const argv = [command, join(FIXTURES, host), '--format', format, '--locale', locale];
      const { status, out, err } = await closewait(argv, command === 'annotate');
      // With a blank in a host's name no line can be read: that is told instead.
      expect([status, out.length > 100]).toEqual(
        host.startsWith('line-separator-host') ? [expect.any(Number), expect.any(Boolean)] : [0, true],
      );
      expect(out + err).not.toBe('');
      const plain = command === 'annotate' ? withoutColour(out) : out;
      expect(ACTS.exec(plain)?.[0].codePointAt(0), plain).toBeUndefined();
      expect(err).not.toMatch(ACTS);
    }
  });

  it.each(CAPTURES)('export --format %s does not go to a terminal', async (format) => {
    const { status, out, err } = await closewait(['export', join(FIXTURES, host), '-f', format], true);
    expect([status, out]).toEqual([2, '']);
    expect(err).not.toMatch(ACTS);
  });

  it('annotate in a pipe keeps the bytes of the log', async () => {
    const path = join(FIXTURES, host);
    const { bytes } = await closewait(['annotate', path]);
    const mark = Buffer.from('    └─ ').toString('latin1');
    const kept = bytes
      .toString('latin1')
      .split('\n')
      .filter((line) => !line.startsWith(mark));
    expect(kept.join('\n')).toBe(readFileSync(path, 'latin1'));
  });
});

/** The program's own colours (SGR, ECMA-48). */
const withoutColour = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins so
  text.replace(/\u001b\[\d+m/g, '');

describe('names of files', () => {
  it.each(CAPTURE_SINKS)('%s --format %s of a file that is not there', async (command, format) => {
    const { status, err } = await closewait([command, join(folder, NAME), '--format', format]);
    expect(status).toBe(2);
    expect(err).not.toMatch(ACTS);
    expect(err).toContain('\\u202e');
  });

  it.each(CAPTURE_SINKS)(
    '%s --format %s of packets and a table together, and of the process in it',
    async (command, format) => {
      const [log, table] = [join(folder, `${NAME}.log`), join(folder, `${NAME}.ss.txt`)];
      writeFileSync(log, readFileSync(join(__dirname, '../../../samples/close-wait.tcpdump')));
      const holder = `users:(("ev\u202eil\u009b31m",pid=1,fd=5))`;
      writeFileSync(
        table,
        `State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nCLOSE-WAIT 9 0 192.168.1.177:8000 192.168.1.110:52552 ${holder}\nCLOSE-WAIT 1 0 192.168.1.177:8000 192.168.1.111:40000 ${holder}\n`,
      );
      const { status, out, err } = await closewait([command, log, table, '--format', format]);
      expect(status).toBe(0);
      expect(out).toContain(
        format.startsWith('json') || ['annotate', 'export'].includes(command)
          ? '192.168.1.110'
          : 'CLOSE_WAIT',
      );
      // A log's own lines are kept in a pipe; the sample has nothing in them that acts.
      expect(ACTS.exec(out)?.[0].codePointAt(0), out).toBeUndefined();
      expect(err).not.toMatch(ACTS);
    },
  );

  it('of a capture in the advice to look further, as bash reads it', async () => {
    const path = join(folder, `${NAME}.txt`);
    writeFileSync(path, readFileSync(join(__dirname, '../../../samples/close-wait.tcpdump')));
    for (const command of ['connections', 'explain']) {
      const { status, out } = await closewait([command, path]);
      expect(status).toBe(0);
      expect(out).not.toMatch(ACTS);
    }
  });

  it.each(FORMATS.lint)('lint --format %s: names of files and of the source', async (format) => {
    const path = join(folder, `${NAME}.c`);
    writeFileSync(
      path,
      `int socket(int,int,int);\nint f(void) { int fd\u202e = socket(1, 2, 3); return 0; }\nint g(void) { int fd = socket(1, 2, 3); return 0; }\n`,
    );
    const { out, err } = await closewait(['lint', path, join(folder, `gone${NAME}.c`), '--format', format]);
    expect(out + err).not.toMatch(ACTS);
  });
});
