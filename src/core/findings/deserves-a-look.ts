import type { Connection, PacketColumns } from '../flow';
import { Threshold } from './thresholds';

/**
 * Whether a connection's packets have to be walked over at all. Most were opened, used and closed in order, and their
 * facts say so: they cannot have a finding, and a capture of a million packets is judged without touching one again.
 */
export function deservesALook(connection: Connection, packets: PacketColumns): boolean {
  const { client, server } = connection;
  // A lone SYN, of which a flood has millions.
  if (connection.packets === 1 && client.synSent && connection.previous < 0 && connection.icmpErrors === 0)
    return false;
  if (connection.icmpErrors > 0 || connection.toItself) return true;
  if (connection.roleBy !== 'syn' || connection.previous >= 0) return true;
  if (client.resetSent || client.resetReceived || server.resetSent || server.resetReceived) return true;
  if (!server.synAckSent || !connection.timeKnown) return true;
  if (client.zeroWindowSent || server.zeroWindowSent) return true;
  if (connection.retransmissions >= Threshold.unansweredSegments) return true;
  // The last request was not answered.
  if (client.lastData > server.lastData) return true;
  // Repeated SYNs, and any time in CLOSE_WAIT that counts.
  const opened = packets.time(Math.max(client.lastSyn, server.lastSyn));
  if (opened - packets.time(connection.firstTimed) >= Threshold.synTimeout) return true;
  if (!client.finSent && !server.finSent) return !wasAnsweredLast(connection, packets);
  if (!client.finSent || !server.finSent || !client.finAcked || !server.finAcked) return true;
  if (client.finRepeated || server.finRepeated) return true;
  if (client.closesPassively === server.closesPassively) return true;
  const [first, second] = client.closesPassively ? [server, client] : [client, server];
  return (
    packets.time(second.lastFin) - packets.time(first.lastFin) >= Threshold.closeWarning ||
    second.lastData > first.lastFin
  );
}

/** Still open when the recording stops: its last request was answered, and no keep-alive came later, which nobody may have answered. */
function wasAnsweredLast(connection: Connection, packets: PacketColumns): boolean {
  const { client, server, lastTimed, history } = connection;
  // A reset whose sender went on.
  if (/r/i.test(history)) return false;
  if (!client.handshakeDone || server.lastData <= client.lastData) return false;
  return packets.time(lastTimed) - packets.time(server.lastData) < Threshold.keepAlive;
}
