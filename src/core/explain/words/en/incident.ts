/** What is said of packets and socket tables that are looked at together. */
export const incident = {
  'incident.title': 'Socket tables: {files}',
  'incident.line': 'line {line}',
  'incident.line-of-file': 'line {line} of {file}',
  'incident.queue': ', Recv-Q {queue}',
  'incident.no-state': 'a state that it does not name',
  'incident.row': 'The socket table ({place}) shows the {side} in {state}{queue}, {holder}.',
  'incident.row.middlebox':
    'The connection tracking of a middlebox ({place}) has the connection in {state}; it is not the word of either end.',
  'incident.row.ended': 'tcplife ({place}) saw the connection end; at the {side} it was that of {process}.',
  'incident.held': 'held by {process}',
  'incident.owned': 'the socket of {process}, accepted or not',
  'incident.held-unnamed': 'held by a process that it does not name',
  'incident.not-held': 'and no descriptor refers to the socket',
  'incident.holder-unseen': 'and does not show who holds the socket',
  'incident.same': 'The packets leave the {side} in the same state.',
  'incident.later.peers-fin':
    'The packets leave the {side} in {packetState}: they do not hold the FIN of the {other}. The recording ends before it, or has lost it.',
  'incident.later.own-fin':
    'The packets leave the {side} in {packetState}: they do not hold its FIN. The recording ends before it, or has lost it.',
  'incident.later.both-fins':
    'The packets leave the {side} in {packetState}: they do not hold the FINs of the two ends. The recording ends before them, or has lost them.',
  'incident.later.answer':
    'The packets leave the {side} in {packetState}: they do not hold what the {other} answered. The recording ends before it, or has lost it.',
  'incident.later.end':
    'The packets leave the {side} in {packetState}: they do not hold the end of the connection.',
  'incident.older':
    'The packets go on: they leave the {side} in {packetState}. So the table is older than the end of the recording.',
  'incident.older.inferred':
    'By the packets the {side} should have gone on to {packetState}: the table is older than the end of the recording, or what the {other} sent has not reached the {side}.',
  'incident.contradiction':
    'The packets leave the {side} in {packetState}, and neither state can follow the other: the row is of another connection on the same ports, or packets are missing.',
  'incident.ports-again':
    'Several recorded connections used these ports one after another; which of them the row is of is likely, not proven.',
  'incident.by-conntrack':
    'The connection tracking in the tables shows how the addresses are translated in between.',
  'incident.translated-client':
    'The row has {local} and {peer}, the packets have the client as {translated}: likely the same connection, on the two sides of something that translates addresses.',
  'incident.translated-server':
    'The row has {local} and {peer}, the packets have the server as {translated}: likely the same connection, on the two sides of something that translates addresses.',
  'incident.together':
    'Connections in both packets and tables: {both}; in packets only: {packetsOnly}; in tables only: {tableOnly}.',
  'incident.together.agree': 'Rows in the state in which the packets leave them: {count}.',
  'incident.together.later': 'Rows in a state that comes after the last recorded packet: {count}.',
  'incident.together.older': 'Rows in a state that the packets leave behind (the table is older): {count}.',
  'incident.together.contradict': 'Rows in a state that does not go with the packets: {count}.',
  'incident.together.none':
    'No row has the addresses of a recorded connection: the table is of another host or another time, or addresses are translated between the two.',
  'incident.tables-only': 'In socket tables only',
} as const;
