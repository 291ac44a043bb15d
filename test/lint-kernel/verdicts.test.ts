import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LintSession } from '../../src/core/session';
import { loadParsers } from '../../src/host/node';
import { PROGRAMS, type Program, sourceOf } from './programs';

const folder = mkdtempSync(join(tmpdir(), 'closewait-lint-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const parsers = await loadParsers();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function rulesIn(source: string): readonly string[] {
  const session = new LintSession(parsers, 'en');
  session.set('program.c', source);
  return session.lint().findings.map(({ rule }) => rule);
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
}

async function start(name: string, source: string): Promise<Running> {
  const [code, program] = [join(folder, `${name}.c`), join(folder, name)];
  writeFileSync(code, source);
  execFileSync('gcc', ['-O0', '-o', program, code]);
  const child = spawn(program, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const port = await new Promise<number>((resolve) =>
    child.stdout?.once('data', (data) => resolve(Number(data))),
  );
  return { child, pid: child.pid ?? 0, port };
}

/** A peer that connects and closes in order: its FIN is what the program has to answer. */
const visit = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const peer = connect(port, '127.0.0.1', () => peer.end());
    peer.on('error', reject);
    // The other side may never close: a visit is over when our FIN is sent.
    peer.on('finish', () => resolve());
    peer.unref();
  });

/** Server-side sockets in CLOSE_WAIT on a port, as ss has them. */
const closeWaits = (port: number): number =>
  execFileSync('ss', ['-Htan', 'state', 'close-wait', 'sport', '=', `:${port}`], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() !== '').length;

/** What the kernel shows that ought not to be there. */
async function leftOver({ pid, port }: Running, shows: Program['shows']): Promise<number> {
  const descriptors = () => readdirSync(`/proc/${pid}/fd`).length;
  const before = descriptors();
  // A first client that stays holds a program back that serves one after the other.
  const first = shows === 'unaccepted' ? connect(port, '127.0.0.1') : null;
  await pause(100);
  await visit(port);
  await pause(600);
  const count = shows === 'descriptors' ? descriptors() - before : closeWaits(port);
  first?.destroy();
  return count;
}

describe.each(PROGRAMS.map((program, at) => ({ ...program, name: `${at}-${program.rule}` })))(
  '$name: the kernel and the linter agree',
  ({ name, rule, bad, good, shows }) => {
    it.each([
      ['bad', bad, true],
      ['good', good, false],
    ] as const)('on the %s program', async (kind, body, guilty) => {
      const source = sourceOf(body);
      expect(rulesIn(source).includes(rule)).toBe(guilty);
      const program = await start(`${name}-${kind}`, source);
      const left = await leftOver(program, shows);
      program.child.kill('SIGKILL');
      if (guilty) expect(left).toBeGreaterThan(0);
      else expect(left).toBe(0);
    });
  },
);
