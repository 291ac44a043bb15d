import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession, type ConnectionRow, type PacketRow } from '../../../src/core/session/capture';

const PAGE = 1000;

export interface Read {
  /** TCP packets in order. */
  readonly packets: readonly PacketRow[];
  readonly connections: readonly ConnectionRow[];
}

/** A capture or text log as the engine reads it. */
export async function readCaptureRows(name: string, bytes: Uint8Array): Promise<Read> {
  const session = CaptureSession.create(new MemorySource(name, bytes), {
    locale: 'en',
    pause: async () => {},
  });
  await session.load({ aborted: false }, () => {});
  const client = session.client();
  const packets: PacketRow[] = [];
  const { rows, connections } = session.summary();
  for (let from = 0; from < rows; from += PAGE) {
    for (const row of await client.rows({ from, to: from + PAGE, filtered: false })) {
      if (row.kind === 'packet' && row.connection !== null) packets.push(row);
    }
  }
  const query = { from: 0, to: connections, sort: 'connection', descending: false, filtered: false } as const;
  return { packets, connections: (await client.connections(query)).rows };
}
