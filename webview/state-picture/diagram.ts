import type { EndpointState } from '../../src/core/session/capture';

/** RFC 9293 draws CLOSED twice: where a connection begins, and where it ends. */
export type NodeName = Exclude<EndpointState['state'], 'UNKNOWN' | 'CLOSED'> | 'CLOSED.begin' | 'CLOSED.end';

export interface DiagramEdge {
  readonly from: NodeName;
  readonly to: NodeName;
  /** What happens, in the RFC's words: what the endpoint is told or receives, and what it sends. */
  readonly words: readonly string[];
  readonly path: string;
  /** Where the words begin, or end where `anchor` says so. */
  readonly at: readonly [x: number, y: number];
  readonly anchor: 'start' | 'middle' | 'end';
  /** Where the number of the packet goes. */
  readonly badge: readonly [x: number, y: number];
  /** RFC 9293 tells of it in a note and leaves it out of the picture: drawn where it was taken. */
  readonly onlyTaken?: boolean;
}

export const WIDTH = 660;
export const HEIGHT = 506;
export const BOX = { width: 124, height: 28 } as const;

/** Centres of the boxes, placed as in RFC 9293, figure 5. */
export const NODES: Readonly<Record<NodeName, readonly [x: number, y: number]>> = {
  'CLOSED.begin': [330, 26],
  LISTEN: [330, 102],
  SYN_RECEIVED: [100, 172],
  SYN_SENT: [560, 172],
  ESTABLISHED: [330, 244],
  FIN_WAIT_1: [100, 322],
  CLOSE_WAIT: [560, 322],
  FIN_WAIT_2: [100, 402],
  CLOSING: [330, 402],
  LAST_ACK: [560, 402],
  TIME_WAIT: [330, 478],
  'CLOSED.end': [560, 478],
};

type Row = readonly [
  from: NodeName,
  to: NodeName,
  words: string,
  path: string,
  at: readonly [number, number],
  anchor: DiagramEdge['anchor'],
  badge: readonly [number, number],
];

/** RFC 9293, figure 5. A stroke in the words begins a new line. */
const ROWS: readonly Row[] = [
  ['CLOSED.begin', 'LISTEN', 'passive OPEN', 'M310,40 V88', [304, 68], 'end', [310, 62]],
  ['LISTEN', 'CLOSED.begin', 'CLOSE', 'M350,88 V40', [356, 68], 'start', [350, 62]],
  ['CLOSED.begin', 'SYN_SENT', 'active OPEN, snd SYN', 'M392,20 H600 V158', [476, 13], 'middle', [600, 86]],
  ['SYN_SENT', 'CLOSED.begin', 'CLOSE', 'M570,158 V34 H392', [476, 47], 'middle', [570, 64]],
  ['LISTEN', 'SYN_RECEIVED', 'rcv SYN, snd SYN,ACK', 'M268,96 H60 V158', [164, 89], 'middle', [60, 124]],
  ['SYN_RECEIVED', 'LISTEN', 'rcv RST', 'M120,158 V110 H268', [194, 123], 'middle', [120, 134]],
  ['LISTEN', 'SYN_SENT', 'SEND, snd SYN', 'M392,102 H530 V158', [456, 95], 'middle', [530, 130]],
  ['SYN_SENT', 'SYN_RECEIVED', 'rcv SYN, snd SYN,ACK', 'M498,166 H162', [330, 159], 'middle', [240, 166]],
  ['SYN_RECEIVED', 'ESTABLISHED', 'rcv ACK of SYN', 'M162,182 H306 V230', [228, 196], 'middle', [306, 208]],
  ['SYN_SENT', 'ESTABLISHED', 'rcv SYN,ACK, snd ACK', 'M498,182 H354 V230', [430, 196], 'middle', [354, 208]],
  ['SYN_RECEIVED', 'FIN_WAIT_1', 'CLOSE/snd FIN', 'M60,186 V308', [68, 240], 'start', [60, 212]],
  ['ESTABLISHED', 'FIN_WAIT_1', 'CLOSE, snd FIN', 'M268,244 H140 V308', [206, 237], 'middle', [140, 278]],
  ['ESTABLISHED', 'CLOSE_WAIT', 'rcv FIN, snd ACK', 'M392,244 H560 V308', [470, 237], 'middle', [560, 278]],
  ['FIN_WAIT_1', 'FIN_WAIT_2', 'rcv ACK of FIN', 'M100,336 V388', [120, 366], 'start', [100, 362]],
  ['FIN_WAIT_1', 'CLOSING', 'rcv FIN, snd ACK', 'M162,316 H330 V388', [246, 309], 'middle', [330, 352]],
  ['FIN_WAIT_2', 'TIME_WAIT', 'rcv FIN, snd ACK', 'M100,416 V478 H268', [184, 492], 'middle', [100, 448]],
  ['CLOSING', 'TIME_WAIT', 'rcv ACK of FIN', 'M330,416 V464', [350, 444], 'start', [330, 440]],
  ['CLOSE_WAIT', 'LAST_ACK', 'CLOSE, snd FIN', 'M560,336 V388', [540, 366], 'end', [560, 362]],
  ['LAST_ACK', 'CLOSED.end', 'rcv ACK of FIN', 'M560,416 V464', [540, 444], 'end', [560, 440]],
  ['TIME_WAIT', 'CLOSED.end', '2 MSL', 'M392,478 H498', [445, 492], 'middle', [445, 478]],
];

/** Note 2 of the figure: the peer's FIN acknowledges this end's, too. */
const NOTED: readonly Row[] = [
  [
    'FIN_WAIT_1',
    'TIME_WAIT',
    'rcv FIN,ACK/snd ACK',
    'M162,330 H214 V470 H268',
    [222, 430],
    'start',
    [214, 390],
  ],
];

const edge = ([from, to, words, path, at, anchor, badge]: Row): DiagramEdge => ({
  from,
  to,
  words: words.split('/'),
  path,
  at,
  anchor,
  badge,
});

export const EDGES: readonly DiagramEdge[] = [
  ...ROWS.map(edge),
  ...NOTED.map((row) => ({ ...edge(row), onlyTaken: true })),
];
