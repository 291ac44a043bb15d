import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run';
import { environment } from '../unit/cli/fake-capture';

const SAMPLE = 'samples/close-wait';
const TOOLS = ['python3', 'tcpdump', 'ip', 'ss', 'gcc', 'unshare'];
const PATIENCE = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'closewait-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Why this machine cannot run the servers in a network of their own; null when it can. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return `${process.platform} is not Linux`;
  if (process.getuid?.() !== 0) return 'not root';
  const missing = TOOLS.find((tool) => spawnSync('which', [tool]).status !== 0);
  if (missing !== undefined) return `no ${missing}`;
  return spawnSync('unshare', ['--net', 'true']).status === 0 ? null : 'no network namespaces';
}

/** Builds a server, runs it with two clients, and returns where what was seen of it lies, and its source. */
function recorded(source: string, program: string) {
  const own = join(folder, program);
  const sources = join(own, 'src');
  mkdirSync(sources, { recursive: true });
  cpSync(source, join(sources, 'server.c'));
  const binary = join(own, program);
  const built = spawnSync('gcc', ['-Wall', '-pthread', '-o', binary, source], { encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
  const seen = spawnSync(join(SAMPLE, 'record.sh'), [binary, own], { encoding: 'utf8' });
  expect(seen.status, seen.stderr).toBe(0);
  return { packets: join(own, 'packets.pcap'), sockets: join(own, 'sockets.txt'), sources };
}

async function closewait(...args: readonly string[]) {
  const env = environment({});
  const status = await run(env, args);
  return { status, out: env.stdout.text };
}

const lineOf = (file: string, text: string): number =>
  readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

test(
  'the sample, built and run now: cause, process and line are named; the mended server leaves nothing',
  async () => {
    const reason = obstacle();
    if (reason !== null) {
      console.info(`the sample cannot run here (${reason})`);
      return;
    }
    const faulty = recorded(join(SAMPLE, 'server.c'), 'echod');
    const pid = /"echod",pid=(\d+)/.exec(readFileSync(faulty.sockets, 'utf8'))?.[1];
    expect(pid).toBeDefined();
    const { out } = await closewait('explain', faulty.packets, faulty.sockets, '--source', faulty.sources);
    expect(out).toContain('Not accepted');
    expect(out).toContain(`echod (process ${pid})`);
    const source = join(faulty.sources, 'server.c');
    expect(out).toContain(`${source}:${lineOf(source, 'bind(')}:`);
    expect(out).toMatch(new RegExp(`server\\.c:${lineOf(source, 'accept(')}:\\d+: .*\\[serial-accept\\]`));
    await expectStuck(faulty, 1);
    // The packets alone lead to the line, too: they go on for seconds after the FIN, and another client is served.
    const alone = await closewait('explain', faulty.packets, '--source', faulty.sources);
    expect(alone.out).toMatch(
      new RegExp(`server\\.c:${lineOf(source, 'accept(')}:\\d+: .*\\[serial-accept\\]`),
    );

    const mended = recorded(join(SAMPLE, 'fixed/server.c'), 'mended');
    await expectStuck(mended, 0);
    expect(await closewait('lint', mended.sources)).toMatchObject({ status: 0 });
    const silent = await closewait('explain', mended.packets, mended.sockets, '--source', mended.sources);
    expect(silent.out).not.toMatch(/Not accepted|CLOSE_WAIT|\[[a-z]+(?:-[a-z]+)+\]/);
  },
  PATIENCE,
);

async function expectStuck({ packets, sockets }: ReturnType<typeof recorded>, count: number): Promise<void> {
  const { out } = await closewait('connections', packets, sockets, '--format', 'json');
  const stuck = (JSON.parse(out) as { stuck: { sureness: string } | null }[]).filter((each) => each.stuck);
  expect(stuck).toHaveLength(count);
}
