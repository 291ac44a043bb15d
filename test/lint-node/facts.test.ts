import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPTED } from './facts/accepted';
import { BETWEEN } from './facts/between';
import { CONNECTED } from './facts/connected';
import { LIFETIMES } from './facts/lifetimes';
import { SERVED } from './facts/served';
import { heldConnections, type State, unlistedSockets } from './kernel-sockets';
import { host, visit } from './peer';
import { bundle, pause, start, stopAll } from './subject';

const program = bundle(join(__dirname, 'facts/subject.ts'));
afterAll(stopAll);

/** Long enough for every word, FIN and timer of a fact to have had its effect. */
const REST_MS = 800;
const ports = (said: unknown) => said as number[];

describe.each([
  ['accepted', ACCEPTED],
  ['served', SERVED],
] as const)('sockets that a server %s', (kind, facts) => {
  const held: State[][] = [];
  beforeAll(async () => {
    const subject = await start(program, kind);
    const peers = await Promise.all(facts.map(({ peer }, at) => visit(ports(subject.said)[at], peer)));
    await pause(REST_MS);
    for (const port of ports(subject.said)) held.push(heldConnections(subject.pid, port));
    for (const peer of peers) peer.destroy();
    subject.stop();
  });
  it.each(facts.map((fact, at) => ({ ...fact, at })))('$name', ({ at, held: expected }) => {
    expect(held[at]).toEqual(expected);
  });
});

describe('connections that a client made', () => {
  const held: State[][] = [];
  beforeAll(async () => {
    const hosts = await Promise.all(CONNECTED.map(({ peer }) => host(peer)));
    const subject = await start(program, 'connected', JSON.stringify(hosts.map(({ port }) => port)));
    await pause(REST_MS);
    for (const { port } of hosts) held.push(heldConnections(subject.pid, port));
    for (const each of hosts) each.close();
    subject.stop();
  });
  it.each(CONNECTED.map((fact, at) => ({ ...fact, at })))('$name', ({ at, held: expected }) => {
    expect(held[at]).toEqual(expected);
  });
});

describe('a proxy, when one of its sides breaks', () => {
  const held: State[][] = [];
  beforeAll(async () => {
    const hosts = await Promise.all(BETWEEN.map(({ target }) => host(target)));
    const subject = await start(program, 'between', JSON.stringify(hosts.map(({ port }) => port)));
    const own = ports(subject.said);
    const peers = await Promise.all(BETWEEN.map(({ peer }, at) => visit(own[at], peer)));
    await pause(REST_MS);
    for (const [at, { port }] of hosts.entries())
      held.push([own[at], port].flatMap((each) => heldConnections(subject.pid, each)).sort());
    for (const peer of peers) peer.destroy();
    for (const each of hosts) each.close();
    subject.stop();
  });
  it.each(BETWEEN.map((fact, at) => ({ ...fact, at })))('$name', ({ at, held: expected }) => {
    expect(held[at]).toEqual(expected);
  });
});

describe('what keeps a process', () => {
  const ended: boolean[] = [];
  beforeAll(async () => {
    const peer = await host({ answers: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' });
    const silent = await host({});
    const subjects = await Promise.all(
      LIFETIMES.map((_, at) => start(program, 'lifetime', JSON.stringify([at, peer.port, silent.port]))),
    );
    await pause(REST_MS);
    for (const subject of subjects) {
      ended.push(subject.ended());
      subject.stop();
    }
    peer.close();
    silent.close();
  });
  it.each(LIFETIMES.map((fact, at) => ({ ...fact, at })))('$name: ends $ends', ({ at, ends }) => {
    expect(ended[at]).toBe(ends);
  });
});

describe('end() where nobody reads', () => {
  it.each([
    ['what the peer said is unread: the descriptor stays, and no table of the kernel shows it', 'unread', 1],
    ['what the peer said is read: the descriptor goes', 'read', 0],
  ] as const)('%s', async (_, how, left) => {
    const subject = await start(program, 'ended', JSON.stringify([Number(how === 'read')]));
    const peer = await visit(ports(subject.said)[0], { says: 'x', leaves: 'fin' });
    await pause(REST_MS);
    expect(heldConnections(subject.pid, ports(subject.said)[0])).toEqual([]);
    expect(unlistedSockets(subject.pid)).toBe(left);
    peer.destroy();
    subject.stop();
  });
});
