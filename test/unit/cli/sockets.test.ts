import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/arguments';
import { type SocketsContext, sockets } from '../../../src/cli/commands/sockets';
import { run } from '../../../src/cli/run';
import { Output } from '../../../src/cli/terminal/output';
import { Style } from '../../../src/core/report';
import { readLiveSockets } from '../../../src/host/node';
import { environment, Written } from './fake-capture';

/** A /proc of our own: a listener on 8000 held by process 4242, one connection not accepted, one accepted and not closed. */
const proc = mkdtempSync(join(tmpdir(), 'closewait-proc-'));
afterAll(() => rmSync(proc, { recursive: true }));

const HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (sl: number, peer: string, state: string, recvQ: string, inode: number): string =>
  `   ${sl}: 020200C0:1F40 ${peer} ${state} 00000000:${recvQ} 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0\n`;
const TABLE = [
  row(0, '00000000:0000', '0A', '00000001', 17),
  row(1, '076433C6:9C41', '08', '00000001', 0),
  row(2, '076433C6:9C42', '08', '00000000', 901),
  row(3, '076433C6:9C43', '01', '00000000', 902),
];

function process(pid: number, fds: Readonly<Record<number, string>>): void {
  const folder = join(proc, String(pid));
  mkdirSync(join(folder, 'fd'), { recursive: true });
  writeFileSync(join(folder, 'comm'), 'server\n');
  writeFileSync(join(folder, 'cgroup'), `0::/system.slice/docker-${'ab12'.repeat(16)}.scope\n`);
  symlinkSync('/srv/app', join(folder, 'cwd'));
  for (const [fd, target] of Object.entries(fds)) symlinkSync(target, join(folder, 'fd', fd));
}

mkdirSync(join(proc, 'self', 'net'), { recursive: true });
writeFileSync(join(proc, 'self', 'net', 'tcp'), HEADER + TABLE.join(''));
process(4242, { 0: '/dev/null', 3: 'socket:[17]', 5: 'socket:[901]' });
// Another user's: its descriptors are not to be looked at.
mkdirSync(join(proc, '77'));
writeFileSync(join(proc, '77', 'comm'), 'other\n');

async function printed(
  format: string,
  rounds = 1,
  locale: 'en' | 'zh-cn' = 'en',
  meanwhile = () => {},
): Promise<string> {
  const stdout = new Written();
  let now = 1_795_361_400;
  let left = rounds - 1;
  const context: SocketsContext = {
    request: { kind: 'sockets', format, locale, refresh: rounds > 1 ? 5 : null },
    locale,
    output: new Output(stdout),
    toTerminal: false,
    style: new Style(false),
    columns: null,
    proseColumns: 100,
    read: () => readLiveSockets(proc),
    now: () => now,
    wait: async (seconds) => {
      now += seconds;
      meanwhile();
      return left-- > 0;
    },
  };
  await sockets(context);
  return stdout.text;
}

interface Row {
  source: string;
  process: { name: string; pid: number; container: string; folder: string } | null;
  stuck: { sureness: string; seconds: number | null } | null;
  findings: { id: string }[];
  socket: { local: string | null; peer: string | null; inode: number; seenForSeconds?: number };
}

describe('what a process calls itself', () => {
  const hostile = 'ev\u202eil\u009b31m\u001b]52;c;eA==\u0007';
  it.each(['text', 'json', 'jsonl'])('is spelled out by --format %s', async (format) => {
    writeFileSync(join(proc, '4242', 'comm'), `${hostile}\n`);
    try {
      const out = await printed(format, 2);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(out).toContain('u202e');
    } finally {
      writeFileSync(join(proc, '4242', 'comm'), 'server\n');
    }
  });
});

describe("a machine's own sockets", () => {
  it('have their processes, containers and working folders', async () => {
    const rows = JSON.parse(await printed('json')) as Row[];
    const holder = { name: 'server', pid: 4242, container: 'ab12ab12ab12', folder: '/srv/app' };
    expect(rows.map(({ process }) => process)).toEqual([holder, null, holder, null]);
    expect(rows.map(({ source }) => source)).toEqual(Array(4).fill('table'));
    expect(rows[1].findings.map(({ id }) => id)).toEqual(['never-accepted']);
    expect(rows[2].findings.map(({ id }) => id)).toEqual(['close-wait']);
  });

  it.each(['en', 'zh-cn'] as const)('name what root would add, in %s', async (locale) => {
    const text = await printed('text', 1, locale);
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN|\bnull\b/);
    // One process is not to be looked into, and one socket (inode 902) is held by a process that is not named.
    expect(text).toMatch(locale === 'en' ? /look into: 1\. .*not named: 1;/ : /1 个。.*1 个/);
  });

  it('are stuck when they stay, with the time since they were first seen', async () => {
    const rows = (await printed('jsonl', 3))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    const held = rows.filter(({ socket }) => socket.inode === 901);
    expect(held.map(({ stuck }) => [stuck?.sureness, stuck?.seconds])).toEqual([
      ['possible', null],
      ['proven', 5],
      ['proven', 10],
    ]);
    expect(held.map(({ socket }) => socket.seenForSeconds)).toEqual([undefined, 5, 10]);
    const text = await printed('text', 2);
    expect(text).toMatch(/seen for/);
    expect(text).toMatch(/in both listings, 5(\.0+)? s apart/);
    expect(text).not.toContain('Changed within');
  });

  it('tell at which endpoints there are more than at the first look, with the process and its folder', async () => {
    const table = join(proc, 'self', 'net', 'tcp');
    const grown = HEADER + TABLE.join('') + row(4, '076433C6:9C44', '08', '00000000', 903);
    try {
      const text = await printed('text', 2, 'en', () => writeFileSync(table, grown));
      expect(text).toMatch(
        /Changed within 5(\.0+)? s\n +192\.0\.2\.2:8000 .*4242\/server .*\/srv\/app +3 CLOSE_WAIT \(\+1\)\n/,
      );
    } finally {
      writeFileSync(table, HEADER + TABLE.join(''));
    }
  });
});

describe.runIf(globalThis.process.platform === 'linux')('on this machine', () => {
  it('finds a socket of this very process, accepted and in CLOSE_WAIT, in /proc', async () => {
    const server: Server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const accepted = new Promise<Socket>((done) => server.once('connection', done));
    const client = new Socket().connect(port ?? 0, '127.0.0.1');
    const held = await accepted;
    client.end();
    const own = () =>
      JSON.stringify([...(readLiveSockets()?.holders.values() ?? [])].flat()).includes(
        `"pid":${globalThis.process.pid}`,
      );
    expect(own()).toBe(true);
    await expect
      .poll(async () => {
        const env = environment();
        await run(env, ['sockets', '--format', 'json']);
        const rows = JSON.parse(env.stdout.text) as (Row & {
          serverState: { state: string };
        })[];
        return rows
          .filter(({ socket }) => socket.local === `127.0.0.1:${port}`)
          .filter(
            ({ serverState, process }) =>
              serverState.state === 'CLOSE_WAIT' && process?.pid === globalThis.process.pid,
          )
          .map(({ process }) => process?.folder);
      })
      .toEqual([globalThis.process.cwd()]);
    held.destroy();
    client.destroy();
    server.close();
  });
});

describe('the command', () => {
  it.each([
    [['sockets', 'file'], "sockets reads this machine's own and takes no file"],
    [['sockets', '--refresh', '0'], '--refresh 0: give seconds'],
    [['explain', 'x', '--refresh', '5'], '--refresh belongs to sockets, not to explain'],
  ])('%j is a usage error', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });

  it('says what to do where there is no /proc', async () => {
    const context = { read: () => null, locale: 'en', request: { format: 'text', refresh: null } };
    await expect(sockets({ ...context, now: () => 0 } as unknown as SocketsContext)).rejects.toThrow(
      /netstat -ano/,
    );
  });
});
