/** Words that are filled into other words: the two ends, how an end got its role. */
export const parties = {
  'party.client': 'client',
  'party.server': 'server',
  'party.Client': 'Client',
  'party.Server': 'Server',

  'party.between': 'device between the two',

  'certainty.confirmed': 'confirmed',
  'certainty.inferred': 'inferred',

  'duration.unknown': 'a time not known',

  'moment.at': 'at {time}',
  'moment.after': ' after {duration}',
  'moment.packet': 'in packet {packet}',

  'role.syn': 'The client is the end that sent the SYN.',
  'process.at-end': 'The recording names the program at this end: {program}.',
  'process.with-pid': '{name} (pid {pid})',
  'process.container': 'container {container}',
  'process.pod': 'pod {pod}',
  'process.and': ', ',

  'role.syn-ack': 'The client is the end that the SYN/ACK was sent to; the SYN itself is not in the capture.',
  'role.port':
    'The capture has no handshake of this connection: the end whose port looks like a temporary one is taken for the client.',
  'role.first-sender':
    'The capture has no handshake of this connection and the ports do not tell: the end that sent the first packet seen is taken for the client.',
} as const;
