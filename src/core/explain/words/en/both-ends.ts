/** What is said of a connection that was recorded at both of its ends. */
export const bothEnds = {
  'ends.title': 'Recorded at both ends',
  'ends.verdict': 'Lost between the two recordings: {lost} of {count} packets.',
  'ends.verdict.likely':
    'Lost between the two recordings, or missing from one of them: {lost} of {count} packets.',
  'ends.by.sequence':
    'Connection {client} in {clientFile}, recorded nearer to the client, and connection {server} in {serverFile}, nearer to the server, are one: they have the initial sequence numbers in common.',
  'ends.by.timestamps':
    'Connection {client} in {clientFile}, recorded nearer to the client, and connection {server} in {serverFile}, nearer to the server, are one: their SYNs carry the same timestamps.',
  'ends.by.addresses':
    'Connection {client} in {clientFile}, recorded nearer to the client, and connection {server} in {serverFile}, nearer to the server, are one: they have the addresses and packets in common. Not both recordings hold the SYN.',
  'ends.translated':
    'The address of the {side} is translated between them: {client} in {clientFile}, {server} in {serverFile}.',
  'ends.rewritten': 'Something between them rewrites the sequence numbers of the {side}.',
  'ends.clock.ahead':
    'The clock of {serverFile} is {span} ahead of that of {clientFile}, give or take {within} (half of what the quickest packet there and the quickest back need together).',
  'ends.clock.behind':
    'The clock of {serverFile} is {span} behind that of {clientFile}, give or take {within} (half of what the quickest packet there and the quickest back need together).',
  'ends.clock.none':
    'The offset of the two clocks is not known: no packets with times of both directions are in both recordings.',
  'ends.clock.drift': 'It gains {microseconds} µs each second.',
  'ends.hops': 'Hop limits fall by {client} on the way to the server and by {server} on the way back.',
  'ends.cut': 'Only the first {count} packets of each recording were compared.',
  'ends.count': 'Packets in both: {both}.',
  'ends.regrouped':
    'Network cards or kernels have cut or joined segments: {count} passages are of other sizes.',
  'ends.lost': 'Sent by the {side} and lost between the two: {count} ({packets} of {file}).',
  'ends.lost.likely':
    'Sent by the {side} and not in {other}: {count} ({packets} of {file}). They were lost between the two, or that recording has gaps or does not cover that time.',
  'ends.partly-lost':
    'Of segments that the {side} sent in one piece {bytes} bytes were lost between the two ({packets} of {file}).',
  'ends.made-between':
    'Packets in the name of the {side} that it did not send: {count} ({packets} of {file}). The recording at the {side} holds none of them, and their hop limit differs from that of its other packets: something between the two made them.',
  'ends.made-between.likely':
    'Resets in the name of the {side} that the recording at the {side} does not have: {count} ({packets} of {file}). Likely something between the two made them.',
  'ends.duplicated': 'Copies that came twice, in the name of the {side}: {count} ({packets} of {file}).',
  'ends.not-recorded':
    'Packets of the {side} that {other} does not hold, though they passed there: {count} ({packets} of {file}). That recording has gaps.',
  'ends.outside': 'Packets of the {side} from before or after what {other} covers: {count}.',
  'ends.changed.hop-limit':
    'Packets of the {side} with another hop limit than the rest: {count} ({packets} of {file}).',
  'ends.changed.window':
    'Packets of the {side} whose window was changed on the way: {count} ({packets} of {file}).',
  'ends.changed.options':
    'Packets of the {side} whose TCP options were changed on the way: {count} ({packets} of {file}), {before} into {after}.',
  'ends.changed.flags':
    'Packets of the {side} whose ECN or urgent bits were changed on the way: {count} ({packets} of {file}).',
  'ends.changed.timestamps':
    'Packets of the {side} whose timestamps were changed on the way: {count} ({packets} of {file}).',
  'ends.fin-lost':
    'No FIN of the {side} is in {file}: as far as that recording goes, the {other} has not been told that the {side} closed.',
  'ends.unanswered-there':
    'The SYN of the client is in {file} too ({packets}), and an answer is in neither recording: the way is open that far. What keeps silent is the machine of the server, its own firewall, or something behind the place of that recording.',
  'ends.packets': 'packets {numbers}',
  'ends.packet': 'packet {numbers}',
  'ends.packets.more': '{numbers} and {count} more',
  'ends.fate.regrouped': 'in packets of other sizes',
  'ends.fate.partly-lost': '{bytes} bytes lost between',
  'ends.fate.lost': 'lost between',
  'ends.fate.lost.likely': 'lost between, or not recorded there',
  'ends.fate.duplicated': 'a copy',
  'ends.fate.made-between': 'made between, not by the {side}',
  'ends.fate.made-between.likely': 'likely made between',
  'ends.fate.not-recorded': 'missing in the other recording',
  'ends.fate.outside': 'not covered by the other recording',
  'ends.change.hop-limit': 'hop limit {before} -> {after}',
  'ends.change.window': 'window {before} -> {after}',
  'ends.change.options': 'options changed',
  'ends.change.flags': 'flags changed',
  'ends.change.timestamps': 'timestamps changed',
  'ends.same': '{count} more packets, in both',
  'ends.beside':
    'Beside it {file}, recorded elsewhere: {shared} of its connections are in this list, and their ladders show both clocks.',
  'ends.beside.rest': 'Its other connections ({count}) are not in this list: open {file} by itself.',
  'ends.pairs':
    'The same connections, recorded at two places: {pairs}. The explanation of one shows what became of its packets in between.',
  'ends.passed-over':
    'Not looked through for connections that another recording holds too, as they have too many: {files}. A filter on one server leaves fewer: tcpdump -r FILE -w OUT port PORT.',
  'ends.pairs.more': '{pairs} and {count} more',
  'ends.client-clock': 'client',
  'ends.server-clock': 'server',
} as const;
