import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CaptureSession, type CaptureSummary } from '../../../src/core/session/capture';
import { HeldBytes } from '../../../src/host/worker';

/** A server that keeps its socket: `ss` listed its CLOSE-WAIT to the end. The ACK of the FIN is packet 9. */
const PCAP = readFileSync('test/fixtures/kernel/close_wait_after_data/server.pcap');
const LOG = readFileSync('test/fixtures/kernel/close_wait_after_data/server.n.txt', 'utf8');
/** 18:23:19.629185 UTC on 2026-11-22, when tcpdump recorded packet 9; 0.043 s after the FIN. */
const RECORDED = 1_795_371_799.629;
const SINCE_FIN = 0.043;
const NEVER = new AbortController().signal;

/** Where each packet ends, from 0: the file header is 24 bytes, a packet's 16 with its length at 8. */
function ends(): number[] {
  const view = new DataView(PCAP.buffer, PCAP.byteOffset, PCAP.byteLength);
  const found = [24];
  for (let at = 24; at < PCAP.length; at = found[found.length - 1])
    found.push(at + 16 + view.getUint32(at + 8, true));
  return found;
}

interface Following {
  readonly name?: string;
  readonly bytes: Uint8Array;
  /** What there was when the file was opened. */
  readonly first: number;
  /** What the clock that watches is ahead by. */
  readonly lag?: number;
}

/** A file that is opened, grows to its end as it is recorded, and stays as it is. */
async function followed({ name = 'a.pcap', bytes, first, lag = 0.1 }: Following) {
  let now = RECORDED + lag;
  const source = new HeldBytes(name, bytes.subarray(0, first));
  const pause = async () => {};
  const session = CaptureSession.create(source, { locale: 'en', pause, watch: () => now });
  const told: CaptureSummary[] = [];
  const look = () => session.advance(NEVER, (summary) => told.push(summary));
  await session.load(NEVER, () => {});
  source.adopt(new HeldBytes(name, bytes));
  if (first < bytes.length) await look();
  return async (seconds: number) => {
    told.length = 0;
    now = RECORDED + lag + seconds;
    await look();
    return { stuck: session.client().connectionRow(1).stuck, quality: session.summary().quality, told };
  };
}

test('a connection in a file that is followed becomes stuck as time passes', async () => {
  const at = ends();
  const after = await followed({ bytes: PCAP.subarray(0, at[9]), first: at[7] });
  expect((await after(0.2)).stuck).toMatchObject({ endpoint: 'server', sureness: 'possible' });
  const later = await after(30);
  // Likely, not proven: tcpdump may have been stopped, and the file does not show it.
  expect(later.stuck).toMatchObject({ endpoint: 'server', sureness: 'likely' });
  expect(later.stuck?.seconds).toBeCloseTo(30 + SINCE_FIN, 1);
  expect(later.told).toHaveLength(1);
  expect(later.quality).toMatch(/nothing has been added to the file for 30 s/);
});

test('so does one in a log whose times have no date, in whatever zone', async () => {
  const lines = LOG.split('\n').slice(0, 9).join('\n');
  const bytes = new Uint8Array(Buffer.from(`${lines}\n`));
  for (const zone of [0, 5.5 * 3600, -8 * 3600]) {
    const first = lines.lastIndexOf('\n') + 1;
    const after = await followed({ name: 'a.log', bytes, first, lag: zone + 0.1 });
    expect((await after(30)).stuck).toMatchObject({ sureness: 'likely' });
  }
});

test('a file that stays as it is for hours is not believed to be recorded all the while', async () => {
  const at = ends();
  const after = await followed({ bytes: PCAP.subarray(0, at[9]), first: at[7] });
  expect((await after(86_400)).stuck?.seconds).toBeCloseTo(600 + SINCE_FIN, 1);
});

test.each([
  // The client's FIN is packet 8, and nothing acknowledges it.
  ['a FIN would have been sent again', () => PCAP.subarray(0, ends()[8])],
  ['a thousand packets came without a pause', () => busy()],
])('a recorder was stopped, and not the network silent, where %s', async (_, make) => {
  const bytes = make();
  const after = await followed({ bytes, first: ends()[7] });
  const { stuck, told } = await after(30);
  expect(stuck?.sureness ?? 'possible').toBe('possible');
  expect(told).toEqual([]);
});

/** The first nine packets, with a thousand copies of the seventh, an ACK, before the FIN. */
function busy(): Uint8Array {
  const at = ends();
  const ack = PCAP.subarray(at[6], at[7]);
  const copies = Array.from({ length: 1000 }, () => ack);
  return new Uint8Array(Buffer.concat([PCAP.subarray(0, at[7]), ...copies, PCAP.subarray(at[7], at[9])]));
}

test('what comes in after all ends the silence', async () => {
  const at = ends();
  let now = RECORDED + 0.1;
  const source = new HeldBytes('a.pcap', PCAP.subarray(0, at[7]));
  const session = CaptureSession.create(source, { locale: 'en', pause: async () => {}, watch: () => now });
  const grow = async (to: number) => {
    source.adopt(new HeldBytes('a.pcap', PCAP.subarray(0, to)));
    await session.advance(NEVER, () => {});
  };
  await session.load(NEVER, () => {});
  await grow(at[9]);
  now += 1.2;
  await grow(at[9]);
  now += 0.4;
  await grow(PCAP.length);
  // The last packet is 1.568 s behind the ninth, and now the end that is known.
  expect(session.client().connectionRow(1).stuck).toMatchObject({ sureness: 'proven' });
  expect(session.summary().quality).toBeNull();
});

test.each([
  ['was not seen to grow', () => ({ first: ends()[9], to: ends()[9], lag: 0.1 })],
  [
    'grows long after it was recorded, as a copy does',
    () => ({ first: ends()[7], to: ends()[9], lag: 86_400 }),
  ],
  [
    'ends within a packet, so that more lies in a buffer',
    () => ({ first: ends()[7], to: ends()[9] + 40, lag: 0.1 }),
  ],
])('silence is no evidence in a file that %s', async (_, where) => {
  const { first, to, lag } = where();
  const after = await followed({ bytes: PCAP.subarray(0, to), first, lag });
  const { stuck, told } = await after(30);
  expect(stuck).toMatchObject({ sureness: 'possible' });
  expect(told).toEqual([]);
});

test('nor in a log that tcpdump has closed', async () => {
  const lines = LOG.split('\n').slice(0, 9).join('\n');
  const closing = '^C\n9 packets captured\n9 packets received by filter\n0 packets dropped by kernel\n';
  const bytes = new Uint8Array(Buffer.from(`${lines}\n${closing}`));
  const after = await followed({ name: 'a.log', bytes, first: lines.lastIndexOf('\n') + 1 });
  expect((await after(30)).stuck).toMatchObject({ sureness: 'possible' });
});
