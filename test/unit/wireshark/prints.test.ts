import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type AnnotatedPacket, annotate } from '../kernel/annotate';

const FIXTURES = join(__dirname, '../../fixtures');
const PRINTS = join(FIXTURES, 'wireshark');
const prints = readdirSync(PRINTS).filter((file) => file.endsWith('.txt'));

/** Forms that show no window, or no TCP field of a row with payload: what is proven may be proven by less. */
const SHOWING_LESS = /\.(?:dissected|bare-fields)\./;
/** An ICMP error belongs to the connection whose header it quotes; no row shows the quotation. */
const QUOTED = 'rejected_by_icmp';

const wholeOf = (packet: AnnotatedPacket | null): string =>
  packet === null ? 'not TCP' : JSON.stringify(packet);

const statesOf = (packet: AnnotatedPacket | null): string =>
  packet === null ? 'not TCP' : `${packet.connection} ${packet.client.state} ${packet.server.state}`;

const recording = (file: string) => {
  const [scenario] = file.split('.');
  return annotate('server.pcap', readFileSync(join(FIXTURES, 'kernel', scenario, 'server.pcap')));
};
const print = (file: string) => annotate(file, readFileSync(join(PRINTS, file)));

// What record.sh writes is named SCENARIO.FORM.txt, of the kernel laboratory's recording at the server.
it.each(prints.filter((file) => !file.startsWith(QUOTED)))(
  '%s gives the states of its recording',
  async (file) => {
    const say = SHOWING_LESS.test(file) ? statesOf : wholeOf;
    expect((await print(file)).map(say)).toEqual((await recording(file)).map(say));
  },
);

it.each(prints.filter((file) => file.startsWith(QUOTED)))(
  '%s: the quoted header is not a segment',
  async (file) => {
    const [syn, error, ...more] = await print(file);
    expect(wholeOf(syn)).toBe(wholeOf((await recording(file))[0]));
    expect([error, more]).toEqual([null, []]);
  },
);

it('there are prints in every form', () => {
  const forms = new Set(prints.map((file) => file.split('.')[1]));
  const script = readFileSync(join(PRINTS, 'record.sh'), 'utf8');
  const written = new Set([...script.matchAll(/\bshow ([a-z-]+) -/g)].map((match) => match[1]));
  expect([...forms].sort()).toEqual([...written].sort());
});
