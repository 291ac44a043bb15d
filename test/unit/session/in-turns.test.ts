import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';

const CONNECTIONS = 1500;

/** A log of clients that connect, ask, and close; the server never does. */
function stuckLog(): Uint8Array {
  const lines: string[] = [];
  for (let at = 0; at < CONNECTIONS; at++) {
    const time = (part: number) =>
      `10:${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}.00000${part}`;
    const client = `10.0.${Math.floor(at / 200)}.${1 + (at % 200)}.40000`;
    const sent = (part: number, what: string) =>
      `${time(part)} IP ${client} > 10.9.9.9.8000: Flags ${what}, length 0`;
    const answered = (part: number, what: string) =>
      `${time(part)} IP 10.9.9.9.8000 > ${client}: Flags ${what}, length 0`;
    lines.push(
      sent(1, '[S], seq 100, win 1000'),
      answered(2, '[S.], seq 500, ack 101, win 1000'),
      sent(3, '[.], ack 1, win 1000'),
      sent(4, '[F.], seq 1, ack 1, win 1000'),
      answered(5, '[.], ack 2, win 1000'),
    );
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

test('what is wrong with many stuck connections is looked for in turns, between which others are served', async () => {
  let pauses = 0;
  const session = CaptureSession.create(new MemorySource('stuck.tcpdump', stuckLog()), {
    locale: 'en',
    pause: async () => {
      pauses++;
    },
  });
  await session.load(new AbortController().signal, () => {});
  const client = session.client();
  const counted = async <T>(work: Promise<T>): Promise<{ pauses: number; answer: T }> => {
    const before = pauses;
    const answer = await work;
    return { pauses: pauses - before, answer };
  };
  const trouble = await counted(client.firstTrouble());
  expect(trouble.pauses).toBeGreaterThan(CONNECTIONS / 256);
  // The first FIN: the fourth packet.
  expect(trouble.answer).toBe(3);
  expect((await counted(client.firstTrouble())).pauses).toBe(0);
  const overview = await counted(client.overview());
  expect(overview.pauses).toBeGreaterThan(CONNECTIONS / 512);
  expect(overview.answer?.servers[0].stuck.server).toBeGreaterThan(CONNECTIONS - 10);
});
