import type { Connection } from '../flow';

/** The client completed the handshake. */
export const isOpened = ({ client, server }: Connection): boolean =>
  client.synSent && server.synAckSent && client.handshakeDone;

/** The SYN was answered by RST. */
export const isRefused = ({ client, server }: Connection): boolean =>
  client.synSent && server.resetSent && !server.synAckSent;
