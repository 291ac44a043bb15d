import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RULES } from '../../src/core/lint';
import { LintSession } from '../../src/core/session/lint';
import { loadParsers } from '../../src/host/node';
import { PROGRAMS, type Program, sourceOf } from './programs';
import { closeWaits, compile, end, errnoOf, openFiles, type Running, sizeOf, start } from './run-program';

const folder = mkdtempSync(join(tmpdir(), 'closewait-lint-'));
const running = new Set<Running>();
afterAll(() => {
  for (const each of running) end(each);
  rmSync(folder, { recursive: true, force: true });
});

const parsers = await loadParsers();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The rules that the linter objects by to a file. */
function rulesIn(file: string): readonly string[] {
  const session = new LintSession(parsers, 'en');
  session.set(file, readFileSync(file, 'utf8'));
  return session.lint().findings.map(({ rule }) => rule);
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

/** How much the kernel shows that ought not to be there. */
const HARM: Readonly<Record<Program['shows'], (program: Running, before: number) => number>> = {
  'close-wait': ({ port }) => closeWaits(port),
  unaccepted: ({ port }) => closeWaits(port),
  descriptors: (program, before) => openFiles(program).length - before,
  // What another thread opened is not open any more.
  'bystander-closed': (program) => 1 - openFiles(program).filter((each) => each === program.bystander).length,
  // What another thread opened holds what was meant for the peer.
  'bystander-written': ({ bystander }) => sizeOf(bystander),
  // The call that is told of is not the one that failed.
  errno: (program) => (errnoOf(program) === constants.errno.EMFILE ? 0 : 1),
};

/** How long a busy machine may take to get there, in milliseconds. */
const PATIENCE = 10_000;

/** The harm that is there when things have settled: some is waited for, or none, as is expected. */
async function harmOf(program: Running, shows: Program['shows'], expected: boolean): Promise<number> {
  const before = openFiles(program).length;
  // A first client that stays holds a program back that serves one after the other.
  const first = shows === 'unaccepted' ? connect(program.port, '127.0.0.1') : null;
  await pause(100);
  await visit(program.port);
  await pause(600);
  const late = Date.now() + PATIENCE;
  let harm = HARM[shows](program, before);
  while (harm > 0 !== expected && Date.now() < late) {
    await pause(100);
    harm = HARM[shows](program, before);
  }
  first?.destroy();
  return harm;
}

it('has programs for every rule', () => {
  const judged = new Set(PROGRAMS.map(({ rule }) => rule));
  expect([...judged].sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe.each(PROGRAMS.map((program, at) => ({ ...program, name: `${at}-${program.rule}` })))(
  '$name: the kernel and the linter agree',
  ({ name, rule, bad, good, shows, classes }) => {
    it.each([
      ['bad', bad, true],
      ['good', good, false],
    ] as const)('on the %s program', async (kind, body, guilty) => {
      const path = join(folder, `${name}-${kind}`);
      const source = `${path}.${classes === undefined ? 'c' : 'cc'}`;
      writeFileSync(source, sourceOf(body, classes?.[guilty ? 0 : 1]));
      const rules = rulesIn(source);
      if (guilty) expect(rules).toContain(rule);
      else expect(rules).toEqual([]);
      compile(source, path);
      const program = await start(path);
      running.add(program);
      const harm = await harmOf(program, shows, guilty);
      end(program);
      if (guilty) expect(harm).toBeGreaterThan(0);
      else expect(harm).toBe(0);
    });
  },
);
