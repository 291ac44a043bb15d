import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotate } from '../kernel/annotate';
import { find, idsOf, openCapture } from './find';

const VERDICTS = join(__dirname, '../../fixtures/verdicts');
const verdict = (name: string): Uint8Array => new Uint8Array(readFileSync(join(VERDICTS, name)));

/** `CLOSED? ESTABLISHED`: both states of a connection after a packet (from 1). */
async function statesAfter(name: string, packet: number): Promise<string> {
  const row = (await annotate(name, verdict(name)))[packet - 1];
  if (row === null || row === undefined) return 'none';
  const mark = ({ state, certainty }: { state: string; certainty: string }) =>
    certainty === 'confirmed' ? state : `${state}?`;
  return `${mark(row.client)} ${mark(row.server)}`;
}

/** What the kernels had, by `ss`, when these were recorded; for the excerpt, what the whole log shows. */
// biome-ignore format: a table
const STATES: readonly [name: string, packet: number, states: string][] = [
  ['old-copy-after-rst.tcpdump', 10, 'CLOSED? CLOSED?'],
  ['old-copy-after-rst.tcpdump', 11, 'CLOSED? CLOSED?'],
  ['old-copy-after-rst.tcpdump', 12, 'CLOSED? CLOSED?'],
  ['syn-answered-by-icmp.pcap', 1, 'SYN_SENT SYN_RECEIVED?'],
  ['syn-answered-by-icmp.pcap', 2, 'CLOSED? UNKNOWN?'],
  ['syn-answered-by-icmp.n.txt', 2, 'CLOSED? UNKNOWN?'],
  ['syn-answered-by-icmp.nv.txt', 2, 'CLOSED? UNKNOWN?'],
  ['syn-answered-by-icmpv6.pcap', 2, 'CLOSED? UNKNOWN?'],
  ['syn-answered-by-icmpv6.n.txt', 2, 'CLOSED? UNKNOWN?'],
  ['syn-answered-by-icmpv6.nv.txt', 2, 'CLOSED? UNKNOWN?'],
  ['synack-unanswered.tcpdump', 7, 'ESTABLISHED? SYN_RECEIVED?'],
  ['self-connect.tcpdump', 5, 'ESTABLISHED ESTABLISHED'],
  ['self-connect.tcpdump', 7, 'TIME_WAIT? TIME_WAIT?'],
  ['excerpt-relative-fins.log', 2, 'TIME_WAIT? LAST_ACK?'],
  ['excerpt-relative-fins-full.log', 3, 'TIME_WAIT? CLOSED?'],
];

it.each(STATES)('%s, after packet %i: %s', async (name, packet, states) => {
  expect(await statesAfter(name, packet)).toBe(states);
});

describe.each(['syn-answered-by-icmp.pcap', 'syn-answered-by-icmp.n.txt'])('%s', (name) => {
  it('is told as refused by the router that sent the error, at once', async () => {
    const [row] = (await find(verdict(name))).rows;
    expect(row.findings.map(({ id }) => id)).toEqual(['icmp-error']);
    expect(row.findings[0].message).toContain('192.0.2.2');
    expect(row.findings[0].message).toContain('811 µs');
    const told = (await openCapture(verdict(name))).client().explain({ connection: 1 });
    expect(told.endpoints[0]).toMatchObject({ side: 'client', state: 'CLOSED' });
    expect(told.endpoints[0].causes[0].title).toBe('A firewall rejects with an ICMP error');
    expect(JSON.stringify(told)).not.toMatch(/2 min|is not answered|in order/);
  });
  it('is told in Chinese', async () => {
    const [row] = (await find(verdict(name), 'zh-cn')).rows;
    expect(row.findings[0].message).toMatch(/192\.0\.2\.2.*拒绝/);
  });
});

describe('a socket connected to itself', () => {
  it('is said to be one, and of no second end', async () => {
    const found = await find(verdict('self-connect.tcpdump'));
    expect([...idsOf(found)]).toEqual(['self-connect']);
  });
});

it('an excerpt whose lines are cut behind a number is not taken for a simultaneous close', async () => {
  expect(idsOf(await find(verdict('excerpt-relative-fins.log')))).not.toContain('simultaneous-close');
});

it('a SYN/ACK without an answer for an hour and a half is given up', async () => {
  const [row] = (await find(verdict('synack-unanswered.tcpdump'))).rows;
  expect(row.serverState).toEqual({ state: 'CLOSED', certainty: 'inferred' });
  expect(row.findings[0].message).toContain('given up');
});

it.each(['pcap', 'n.txt', 'nv.txt'])('names the router of an ICMPv6 error (%s)', async (kind) => {
  const [row] = (await find(verdict(`syn-answered-by-icmpv6.${kind}`))).rows;
  expect(row.findings.map(({ id }) => id)).toEqual(['icmp-error']);
  expect(row.findings[0].message).toContain('Refused by 2001:db8::fe, 7 ms after the SYN');
});
