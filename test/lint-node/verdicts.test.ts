import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { heldConnections, heldListeners } from './kernel-sockets';
import { lintFindings } from './lint-program';
import { type Conduct, host, visit } from './peer';
import { bundle, pause, start, stopAll } from './subject';

const PROGRAMS = join(__dirname, 'programs');
afterAll(stopAll);

/** The peers of a program: one that visits it, and one that it can connect to. */
interface Peers {
  readonly visitor?: Conduct;
  readonly host?: Conduct;
}

const body = 'x'.repeat(100_000);
const NOT_FOUND = `HTTP/1.1 404 Not Found\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const HEALTHY = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const UPGRADE = 'GET /other HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n';
const REFUSED = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const ASKS = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const SENDS = 'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nsome';
const UNENDED = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome';
const NO_CODE = 'GET /?error=denied HTTP/1.1\r\nHost: a\r\n\r\n';

/** A word and a FIN, where the table says nothing else. */
const VISITOR: Peers = { visitor: { says: 'hello, server', leaves: 'fin' } };
const PEERS: Readonly<Record<string, Peers>> = {
  'missing-close-timeout': { host: {} },
  'missing-close-reopened': { host: {} },
  'missing-close-told': { host: { says: '554 no service\r\n' } },
  'missing-close-waited': { host: {} },
  'missing-close-pool': { host: {} },
  'missing-close-refused': { host: { says: 'ERR no\r\n' } },
  'missing-close-throw': { host: { says: '554 no service\r\n' } },
  'connect-after-close': { host: {} },
  'connect-after-close-wait': { host: {} },
  'connect-after-close-callback': { host: {} },
  'connect-after-close-client': { host: {} },
  'missing-close-attempt': { host: {} },
  'no-time-limit': { host: {} },
  'no-time-limit-data': { host: {} },
  'end-without-destroy-closing': { host: {} },
  'missing-close-closer': { host: {} },
  'end-without-destroy-ping': { host: {} },
  'fin-never-read-pause': { visitor: { says: body, leaves: 'fin' } },
  'end-without-destroy': { host: {} },
  'end-without-destroy-limit': { host: {} },
  'end-without-destroy-field': { host: {} },
  'timeout-without-destroy': { visitor: { says: 'x' } },
  'timeout-without-destroy-request': { host: {} },
  'unconsumed-response': { host: { answers: NOT_FOUND, leaves: 'fin', once: true } },
  'unconsumed-response-fetch': { host: { answers: NOT_FOUND, leaves: 'fin', once: true } },
  'pipe-without-teardown': { visitor: { leaves: 'reset' }, host: {} },
  'pipe-without-teardown-destroys': { visitor: { leaves: 'reset' }, host: {} },
  'pipe-without-teardown-written': { visitor: { leaves: 'reset' }, host: {} },
  'raw-socket-unowned-refused': { visitor: { says: UPGRADE }, host: { answers: REFUSED } },
  'server-not-closed-accepted': { visitor: { says: 'x' } },
  'server-not-closed-unkept': { visitor: { says: 'x' } },
  'server-not-closed-awaited': { visitor: { says: 'x' } },
  'upstream-not-aborted': { visitor: { says: ASKS, leaves: 'reset' }, host: { answers: UNENDED } },
  'upstream-not-aborted-pieces': { visitor: { says: ASKS, leaves: 'reset' }, host: { answers: UNENDED } },
  'upstream-not-aborted-body': { visitor: { says: ASKS, leaves: 'reset' }, host: { answers: UNENDED } },
  'upstream-not-aborted-upload': { visitor: { says: SENDS, leaves: 'reset' }, host: {} },
  'upstream-not-aborted-aborted': { visitor: { says: ASKS, leaves: 'reset' }, host: { answers: UNENDED } },
  'raw-socket-unowned': { visitor: { says: UPGRADE, leaves: 'fin' } },
  'agent-not-destroyed': { host: { answers: HEALTHY } },
  'server-not-closed': { visitor: { says: NO_CODE, leaves: 'fin' } },
};

/** Looks at a program that closes what it opened, half a second apart, before it counts as one that does not. */
const LOOKS = 30;

/**
 * What the kernel still has of a program when its peers have come and gone. One that is `closing` is given the time that a
 * busy machine takes.
 */
async function leftOver(
  file: string,
  rule: string,
  { visitor, host: conduct }: Peers,
  closing: boolean,
): Promise<string[]> {
  const upstream = await host(conduct ?? {});
  const program = await start(bundle(file), String(upstream.port));
  const own = Number(program.said);
  const peer = visitor === undefined ? null : await visit(own, visitor);
  const look = (): string[] => {
    const held: string[] = heldConnections(program.pid, upstream.port);
    if (visitor !== undefined) held.push(...heldConnections(program.pid, own));
    if (rule === 'server-not-closed' && heldListeners(program.pid, own) > 0) held.push('LISTEN');
    return held;
  };
  await pause(600);
  let held = look();
  for (let looks = 1; closing && held.length > 0 && looks < LOOKS; looks++) {
    await pause(500);
    held = look();
  }
  peer?.destroy();
  upstream.close();
  program.stop();
  return held;
}

const programs = readdirSync(PROGRAMS).flatMap((rule) =>
  readdirSync(join(PROGRAMS, rule)).map((name) => {
    const [verdict, ...variant] = basename(name, '.ts').split('-');
    return { rule, name, verdict, peers: PEERS[[rule, ...variant].join('-')] ?? VISITOR };
  }),
);

describe.concurrent.each(programs)('$rule/$name', ({ rule, name, verdict, peers }) => {
  const file = join(PROGRAMS, rule, name);
  it(verdict === 'bad' ? 'is objected to by the linter' : 'is passed by the linter', () => {
    if (verdict === 'bad') return expect(lintFindings(file, 'strict')).toContain(rule);
    expect(lintFindings(file, 'strict')).not.toContain(rule);
    expect(lintFindings(file, 'recommended')).toEqual([]);
  });
  it(verdict === 'bad' ? 'leaves a connection' : 'leaves nothing', async () => {
    const left = await leftOver(file, rule, peers, verdict !== 'bad');
    if (verdict === 'bad') expect(left).not.toEqual([]);
    else expect(left).toEqual([]);
  });
});
