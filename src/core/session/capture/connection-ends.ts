import type { Connection } from '../../flow';
import type { Side } from '../../tcp';
import type { CaptureReading } from './capture-reading';
import { finalState } from './final-state';
import type { EndpointState } from './views';

/** A connection as it stands when the recording ends, without what was found of it. */
export interface ConnectionEnds {
  /** From 1. */
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  /** Index from 0 of its last packet. */
  readonly lastIndex: number;
  readonly states: Readonly<Record<Side, EndpointState>>;
  /** Payload was recorded from that end. */
  readonly sentData: Readonly<Record<Side, boolean>>;
}

export function connectionEnds({ recorder, values }: CaptureReading, connection: Connection): ConnectionEnds {
  const { client, server } = connection;
  return {
    connection: connection.id + 1,
    client: values.endpoint(connection, 'client'),
    server: values.endpoint(connection, 'server'),
    lastIndex: connection.lastPacket,
    states: {
      client: finalState(connection, 'client', recorder.observation),
      server: finalState(connection, 'server', recorder.observation),
    },
    sentData: { client: client.bytes > 0, server: server.bytes > 0 },
  };
}
