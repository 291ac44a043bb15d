import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession, type EndpointState } from '../../../src/core/session/capture';

/** Rows of one answer of the session. */
const PAGE = 1000;

/** A TCP packet's connection, its two addresses, and both states after it. */
export interface AnnotatedPacket {
  readonly connection: number;
  readonly clientAddress: string;
  readonly serverAddress: string;
  readonly client: EndpointState;
  readonly server: EndpointState;
}

/** Every packet of a capture in order, as the engine annotates it; null for what is not TCP. */
export async function annotate(name: string, bytes: Uint8Array): Promise<(AnnotatedPacket | null)[]> {
  // What tcpdump prints of an empty capture is an empty file.
  if (bytes.length === 0) return [];
  const options = { locale: 'en', decompressors: {}, pause: async () => {} } as const;
  const session = CaptureSession.create(new MemorySource(name, bytes), options);
  await session.load(new AbortController().signal, () => {});
  const client = session.client();
  const packets: (AnnotatedPacket | null)[] = [];
  for (let from = 0; from < session.summary().rows; from += PAGE) {
    for (const row of await client.rows({ from, to: from + PAGE, filtered: false })) {
      if (row.kind !== 'packet') continue;
      if (row.connection === null || row.client === null || row.server === null) {
        packets.push(null);
        continue;
      }
      const { connection, client, server } = row;
      // An ICMP error is sent by neither end.
      const own = packets.find((packet) => packet?.connection === connection);
      const [clientAddress, serverAddress] =
        row.sender === null
          ? [own?.clientAddress ?? '', own?.serverAddress ?? '']
          : row.sender === 'client'
            ? [row.from, row.to]
            : [row.to, row.from];
      packets.push({ connection, clientAddress, serverAddress, client, server });
    }
  }
  return packets;
}
