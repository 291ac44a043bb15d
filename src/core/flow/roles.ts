import type { RoleGuess } from './connection';

/** Linux's default ip_local_port_range starts here (ip(7)); Windows' and IANA's at 49152. */
const FIRST_EPHEMERAL_PORT = 32768;
const FIRST_USER_PORT = 1024;

/** Who opened a connection whose SYN was not captured, from the first segment seen. */
export function guessRoles(
  sourcePort: number,
  destinationPort: number,
  isSynAck: boolean,
): { senderIsClient: boolean; by: RoleGuess } {
  if (isSynAck) return { senderIsClient: false, by: 'syn-ack' };
  const source = portClass(sourcePort);
  const destination = portClass(destinationPort);
  if (source !== destination) return { senderIsClient: source > destination, by: 'port' };
  return { senderIsClient: true, by: 'first-sender' };
}

/** 0 a well-known port, 1 a registered one, 2 one that systems give to clients. */
function portClass(port: number): number {
  if (port < FIRST_USER_PORT) return 0;
  return port < FIRST_EPHEMERAL_PORT ? 1 : 2;
}
