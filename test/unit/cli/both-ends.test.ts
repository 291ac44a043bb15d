import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import type { BothEndsView } from '../../../src/core/session/incident';
import { keepPackets, takeApart } from '../kernel/pcap-parts';
import { environment } from './fake-capture';

/** What the kernel of the router dropped, and how far the server's clock was ahead: record.py in the same folder. */
interface Truth {
  readonly ahead: number;
  readonly dropped: { readonly client: number; readonly server: number };
}

const FOLDER = 'test/fixtures/both-ends';
const TRUTH: Readonly<Record<string, Truth>> = JSON.parse(readFileSync(`${FOLDER}/truth.json`, 'utf8'));
/** An Ethernet frame of 1500 bytes with timestamps carries so much. */
const SEGMENT = 1448;
/** Where the flags stand in the record of an Ethernet frame without IP options. */
const RECORD_HEADER = 16;
const TCP_FLAGS = 14 + 20 + 13;
const [SYN, ACK, SYN_ACK] = [0x02, 0x10, 0x12];

async function output(argv: readonly string[]): Promise<string> {
  const env = environment({}, '');
  expect(await run(env, argv)).toBe(0);
  return env.stdout.text;
}

async function bothEnds(
  name: string,
  order: readonly string[] = ['client', 'server'],
): Promise<BothEndsView> {
  const files = order.map((end) => `${FOLDER}/${name}.${end}.pcap`);
  return JSON.parse(await output(['explain', ...files, '--format', 'json'])).bothEnds;
}

const counted = ({ packets }: BothEndsView, sender: string, fate: string): number =>
  packets.filter((packet) => packet.sender === sender && packet.fate === fate).length;

const inBoth = (view: BothEndsView): number =>
  view.packets.filter(({ client, server }) => client !== null && server !== null).length;

describe('one connection, recorded at both of its ends', () => {
  it.each(Object.keys(TRUTH))(
    '%s: what was lost, and the offset of the clocks, in whichever order',
    async (name) => {
      const { ahead, dropped } = TRUTH[name];
      for (const order of [
        ['client', 'server'],
        ['server', 'client'],
      ]) {
        const view = await bothEnds(name, order);
        expect(view.client.file).toContain('.client.');
        expect(view.server.file).toContain('.server.');
        for (const side of ['client', 'server'] as const) {
          const partly = view.packets.reduce(
            (sum, { sender, lostBytes }) => sum + (sender === side ? lostBytes : 0),
            0,
          );
          expect(counted(view, side, 'lost') + partly / SEGMENT).toBe(dropped[side]);
        }
        const { clock } = view;
        expect(Math.abs((clock?.ahead ?? 0) - ahead)).toBeLessThanOrEqual((clock?.within ?? 0) + 1e-4);
        expect(clock?.drift).toBe(0);
      }
    },
  );

  it('a healthy one: every packet is in both', async () => {
    const view = await bothEnds('plain');
    expect(view.packets.map(({ fate, note }) => [fate, note])).toEqual(Array(24).fill(['both', '']));
    expect(view.pairedBy).toBe('sequence');
    expect(view.verdict).toBeNull();
  });

  it('behind a router that translates the client and clamps the segment size', async () => {
    const view = await bothEnds('translated');
    expect(inBoth(view)).toBe(view.packets.length);
    expect(
      view.packets.filter(({ changes }) => changes.length > 0).map(({ label, changes }) => [label, changes]),
    ).toEqual([
      ['SYN  seq 0', ['options']],
      ['SYN, ACK  seq 0, ack 1', ['options']],
    ]);
    const told = view.told.join(' ');
    expect(told).toMatch(
      /The address of the client is translated between them: 192\.0\.2\.1:\d+ in \S+, 198\.51\.100\.1:40\d\d\d in/,
    );
    expect(told).toContain('mss 1460,sackOK,wscale 10 into TS,mss 1200,sackOK,wscale 10');
    expect(told).toContain('Hop limits fall by 1 on the way to the server and by 1 on the way back.');
  });

  it('a SYN that arrives behind a translation and is not answered: what keeps silent is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'closewait-'));
    const flagsOf = (record: Uint8Array) => record[RECORD_HEADER + TCP_FLAGS];
    const files = (keep: (flags: number, end: string) => boolean, name: string) =>
      ['client', 'server'].map((end) => {
        const parts = takeApart(new Uint8Array(readFileSync(`${FOLDER}/translated.${end}.pcap`)));
        const file = join(folder, `${name}.${end}.pcap`);
        writeFileSync(
          file,
          keepPackets(parts, (index) => keep(flagsOf(parts.records[index]), end)),
        );
        return file;
      });
    const told = async (paths: readonly string[], locale = 'en') =>
      (
        JSON.parse(await output(['explain', ...paths, '--locale', locale, '--format', 'json']))
          .bothEnds as BothEndsView
      ).told.join(' ');
    const unanswered = files((flags) => flags === SYN, 'dropped');
    expect(await told(unanswered)).toMatch(/The SYN of the client is in \S+ too .* the way is open that far/);
    expect(await told(unanswered)).toMatch(/translated between them: 192\.0\.2\.1:\d+ in/);
    expect(await told(unanswered, 'zh-cn')).toContain('到那里为止路是通的');
    // Where the answer of the server is in one of the two, or the client answers it, it was not dropped there.
    for (const answered of [
      files((flags, end) => flags === SYN || (end === 'server' && flags === SYN_ACK), 'lost'),
      files((flags) => flags === SYN || flags === ACK, 'one-way'),
    ])
      expect(await told(answered)).not.toContain('the way is open that far');
  });

  it('resets that the router made in either name are nobody’s of the two', async () => {
    const view = await bothEnds('forged_reset');
    const made = view.packets.filter(({ fate }) => fate === 'made-between');
    expect(made.map(({ sender, client, sureness }) => [sender, client === null, sureness])).toEqual([
      ['client', true, 'proven'],
      ['server', false, 'proven'],
    ]);
    expect(made.every(({ label }) => label.startsWith('RST, ACK'))).toBe(true);
    // The client answers the segment that came after it with a RST of its own.
    expect(view.packets.filter(({ label, fate }) => label.startsWith('RST') && fate === 'both')).toHaveLength(
      1,
    );
  });

  it('a FIN that never arrives is told, and the recordings are not pieces of one', async () => {
    const view = await bothEnds('fin_lost');
    expect(view.told.join(' ')).toContain('the server has not been told that the client closed');
    const files = ['client', 'server'].map((end) => `${FOLDER}/fin_lost.${end}.pcap`);
    const found = JSON.parse(await output(['connections', ...files, '--format', 'json']));
    expect(found.map((one: { otherEnd: number }) => one.otherEnd)).toEqual([2, 1]);
    // What `ss` said: FIN-WAIT-1 at the client, ESTAB at the server.
    expect([found[0].clientState.state, found[1].serverState.state]).toEqual(['FIN_WAIT_1', 'ESTABLISHED']);
  });

  it('a recording that begins later lacks what came before, and nothing of that was lost', async () => {
    const view = await bothEnds('late');
    expect(view.pairedBy).toBe('addresses');
    expect(view.packets.filter(({ fate }) => fate === 'outside').length + inBoth(view)).toBe(
      view.packets.length,
    );
    expect(inBoth(view)).toBe(7);
  });

  it('recordings of different connections have no common one', async () => {
    const files = [`${FOLDER}/plain.client.pcap`, `${FOLDER}/lossy.server.pcap`];
    expect(JSON.parse(await output(['explain', ...files, '--format', 'json'])).bothEnds).toBeUndefined();
  });

  it('as text: one ladder with both clocks, in either language', async () => {
    const files = ['client', 'server'].map((end) => `${FOLDER}/lossy.${end}.pcap`);
    const english = await output(['explain', ...files]);
    expect(english).toMatch(/#1 +\d\d:\d\d:\d\d\.\d{9} +-- SYN {2}seq 0 --> +\d\d:\d\d:\d\d\.\d{9} #1/);
    expect(english).toMatch(/-- ACK .* --x +lost between/);
    expect(await output(['explain', ...files, '--locale', 'zh-cn'])).toContain('途中丢失');
  });
});

/** A pcap of raw IPv4 with a SYN to port 80 from each of so many clients. */
function manySyns(count: number): Buffer {
  const packets = [Buffer.from('d4c3b2a1020004000000000000000000ffff000065000000', 'hex')];
  for (let at = 0; at < count; at++) {
    const packet = Buffer.alloc(56);
    packet.writeUInt32LE(1_700_000_000 + Math.floor(at / 1000), 0);
    packet.writeUInt32LE((at % 1000) * 1000, 4);
    packet.writeUInt32LE(40, 8);
    packet.writeUInt32LE(40, 12);
    packet.set([0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6], 16);
    packet.set([198, 51, (at >> 8) >> 6, (at >> 6) & 255, 192, 0, 2, 1], 28);
    packet.writeUInt16BE(1024 + (at & 63), 36);
    packet.writeUInt16BE(80, 38);
    packet.writeUInt32BE(at * 65_537 + 1, 40);
    packet.set([0x50, 2, 0xfa, 0xf0], 48);
    packets.push(packet);
  }
  return Buffer.concat(packets);
}

it('says which recording has too many connections to be looked through', async () => {
  const many = join(mkdtempSync(join(tmpdir(), 'closewait-many-')), 'many.pcap');
  writeFileSync(many, manySyns(50_001));
  const env = environment({}, '');
  await run(env, [
    'connections',
    many,
    `${FOLDER}/plain.client.pcap`,
    `${FOLDER}/plain.server.pcap`,
    '--format',
    'json',
  ]);
  expect(env.stderr.text).toContain(`too many: ${many}`);
  const few = environment({}, '');
  await run(few, ['connections', `${FOLDER}/plain.client.pcap`, `${FOLDER}/plain.server.pcap`]);
  expect(few.stderr.text).toBe('');
});
