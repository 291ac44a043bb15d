import type { Statement } from '../../../src/core/explain';
import type { PacketRow } from '../../../src/core/session/capture';
import type { Side } from '../../../src/core/tcp';

/** Seconds by which a packet may stand too late in a file. */
const LATE = 0.1;

/** One connection's packets, and what may be asked of them. */
export class Packets {
  constructor(
    readonly rows: readonly PacketRow[],
    /** Seconds of the first and the last packet of the recording. */
    readonly start: number,
    readonly end: number,
    /** The recording itself says that it lost packets. */
    readonly dropped = false,
    /** Of every packet of the recording, where it stands in it and its time. */
    private readonly all: readonly Pick<PacketRow, 'index' | 'time'>[] = [],
  ) {}

  /** What lasts for `seconds` since a packet is over, by their times, when a later packet of the recording comes. */
  goesOnBehind(from: number, seconds: number): boolean {
    const since = this.time(from);
    return this.all.some(
      ({ index, time }) =>
        index > from && (Number(time) > since + seconds + 1e-5 || Number(time) < since - LATE),
    );
  }

  at(index: number | null): PacketRow | undefined {
    return index === null ? undefined : this.rows.find((row) => row.index === index);
  }

  time(index: number | null): number {
    const time = this.at(index)?.time;
    return time === undefined || time === null ? Number.NaN : Number(time);
  }

  /** Those after a packet, up to and with another; null: from the first, to the last. */
  between(from: number | null, until: number | null): PacketRow[] {
    return this.rows.filter(
      ({ index }) => index > (from ?? -1) && index <= (until ?? Number.POSITIVE_INFINITY),
    );
  }

  /** The first FIN of an end. */
  fin(side: Side): PacketRow | undefined {
    return this.rows.find((row) => row.sender === side && row.flags.includes('F'));
  }

  /** One past the last number that an end was seen to send. */
  private most(side: Side): number {
    const ends = this.rows
      .filter((row) => row.sender === side && row.relativeSeq !== null)
      .map(
        ({ relativeSeq, length, flags }) => (relativeSeq ?? 0) + (length ?? 0) + (/[SF]/.test(flags) ? 1 : 0),
      );
    return Math.max(...ends);
  }

  /** A packet of the peer acknowledges the FIN of this end; undefined where a number is not known. */
  acknowledgesFin(side: Side): PacketRow | undefined {
    const fin = this.fin(side);
    if (fin === undefined || fin.relativeSeq === null || fin.length === null) return undefined;
    const after = fin.relativeSeq + fin.length;
    return this.rows.find(
      (row) =>
        row.index > fin.index &&
        row.sender !== side &&
        row.relativeAck !== null &&
        row.flags.includes('.') &&
        row.relativeAck > after &&
        // Of more than there was, it is not an acknowledgment.
        row.relativeAck <= this.most(side),
    );
  }
}

/** What is wrong with a statement, in the light of the packets; null: nothing. */
type Check = (packets: Packets, statement: Statement) => string | null;

const other = (side: Side | null): Side => (side === 'client' ? 'server' : 'client');
const self = (side: Side | null): Side => side ?? 'client';
const fails = (failed: boolean, why: string): string | null => (failed ? why : null);
const first = (...found: (string | null)[]): string | null => found.find((why) => why !== null) ?? null;

/** Two lengths of time are the same, to what a sentence shows of them. */
const same = (a: number, b: number): boolean => Math.abs(a - b) <= 2e-6 + Math.abs(b) * 1e-6;

/** A state that was left: by the packet that is named, after the time that is told. */
const wasLeft: Check = (packets, { from, until, seconds }) =>
  first(
    fails(until === null, 'it names no packet that ended the state'),
    fails(from !== null && until !== null && until <= from, 'it ended before it began'),
    fails(
      seconds !== null && from !== null && !same(seconds, packets.time(until) - packets.time(from)),
      `it lasted ${packets.time(until) - packets.time(from)} s`,
    ),
  );

const sentBy =
  (flag: string, whose: (side: Side | null) => Side): Check =>
  (packets, { side, until }) => {
    const row = packets.at(until);
    return fails(row?.sender !== whose(side) || !row.flags.includes(flag), `packet ${until} is not that`);
  };

/** The FIN of this end is not acknowledged: nothing of the peer does so. */
const finUnacknowledged: Check = (packets, { side }) =>
  first(
    fails(packets.fin(self(side)) === undefined, 'it sent no FIN'),
    fails(packets.acknowledgesFin(self(side)) !== undefined, 'its FIN is acknowledged'),
  );

/** A packet of this end acknowledges its peer's FIN, where the numbers are known. */
const acknowledged: Check = (packets, { side }) => {
  const fin = packets.fin(other(side));
  const known = fin !== undefined && fin.relativeSeq !== null && fin.length !== null;
  return fails(
    known && packets.acknowledgesFin(other(side)) === undefined,
    'the FIN of its peer is not acknowledged',
  );
};

const noFin =
  (whose: (side: Side | null) => Side): Check =>
  (packets, { side, from }) =>
    fails(
      packets.between(from, null).some((row) => row.sender === whose(side) && row.flags.includes('F')),
      'there is a FIN',
    );

/** That end did not end it by a RST of its own, which close() may be. */
const notAborted =
  (whose: (side: Side | null) => Side): Check =>
  (packets, { side, until }) =>
    fails(
      (packets.at(until)?.flags.includes('R') ?? false) && packets.at(until)?.sender === whose(side),
      'it aborted',
    );

const finOf =
  (whose: (side: Side | null) => Side): Check =>
  (packets, { side }) =>
    fails(packets.fin(whose(side)) === undefined, 'that end sent no FIN');

const noAnswerToSyn: Check = (packets, { side }) =>
  fails(
    packets.rows.some((row) => row.sender === other(side) && /S\.|R/.test(row.flags)),
    'the SYN is answered',
  );

const noData: Check = (packets) =>
  fails(
    packets.rows.some((row) => (row.length ?? 0) > 0),
    'data was sent',
  );

const both =
  (...checks: Check[]): Check =>
  (packets, statement) =>
    first(...checks.map((check) => check(packets, statement)));

const endedByReset: Check = (packets, statement) => {
  const row = packets.at(statement.until);
  return first(wasLeft(packets, statement), fails(!row?.flags.includes('R'), 'no RST ended it'));
};

const lastsToTheEnd: Check = (packets, { from, until, seconds }) =>
  first(
    fails(until !== null, `packet ${until} ended it`),
    fails(
      seconds !== null && from !== null && seconds > packets.end - packets.time(from) + 1e-5,
      'it is said to have lasted longer than the recording',
    ),
  );

const resetCited: Check = (packets, { packets: cited }) =>
  fails(!cited.some((index) => packets.at(index)?.flags.includes('R')), 'it cites no RST');

/** A stuck end: the peer's FIN is cited, and none of its own until the end that is told. */
const stuck: Check = (packets, { side, from, until, packets: cited }) =>
  first(
    finOf(other)(packets, { side } as Statement),
    fails(
      !cited.some(
        (index) => packets.at(index)?.sender === other(side) && packets.at(index)?.flags.includes('F'),
      ),
      "the peer's FIN is not cited",
    ),
    fails(
      packets.between(from, until).some((row) => row.sender === side && row.flags.includes('F')),
      'it sent its own FIN in that time',
    ),
  );

/** Of a recording that says that it lost packets, or shows it, or lacks the opening, or holds nothing but what opens and closes. */
const incomplete: Check = (packets) =>
  fails(
    !packets.dropped &&
      packets.rows[0]?.flags.includes('S') === true &&
      packets.rows.some(({ flags }) => !/[SFR]/.test(flags)) &&
      !packets.rows.some(({ analysis }) => analysis.some((id) => id.endsWith('lost-segment'))),
    'nothing is missing',
  );

const unanswered: Check = (packets, { side, packets: cited }) => {
  const asks = cited.filter((index) => packets.at(index)?.sender === other(side));
  const [from, until] = [asks[0], asks.at(-1) ?? asks[0]];
  return fails(
    packets.between(from, until).some((row) => row.sender === side && !row.flags.includes('R')),
    'that end sent something meanwhile',
  );
};

const isFlagged = (row: PacketRow | undefined, flag: string): boolean => row?.flags.includes(flag) ?? false;
const hasData = (row: PacketRow | undefined): boolean => (row?.length ?? 0) > 0;

/** The RST that is cited says ACK, or does not. */
const resetSays =
  (acknowledges: boolean): Check =>
  (packets, { packets: cited }) =>
    fails(
      !cited.some(
        (index) => isFlagged(packets.at(index), 'R') && isFlagged(packets.at(index), '.') === acknowledges,
      ),
      `no RST with${acknowledges ? '' : 'out'} ACK is cited`,
    );

/** So many segments with these flags, at least, are cited of that end. */
const cites =
  (flags: RegExp, whose: (side: Side | null) => Side, least: number): Check =>
  (packets, { side, packets: cited }) =>
    fails(
      cited.filter((index) => {
        const row = packets.at(index);
        return row?.sender === whose(side) && flags.test(row.flags);
      }).length < least,
      `fewer than ${least} are cited`,
    );

/** Nothing came between the first packet that is cited and the second, for as long as is told. */
const silentBetween: Check = (packets, { packets: cited, seconds }) =>
  first(
    fails(packets.between(cited[0], cited[1]).length !== 1, 'something came meanwhile'),
    fails(
      seconds !== null && !same(seconds, packets.time(cited[1]) - packets.time(cited[0])),
      'the silence was another',
    ),
  );

const closedInOrder: Check = (packets) =>
  fails(packets.fin('client') === undefined || packets.fin('server') === undefined, 'one end sent no FIN');

const isOpenUntil: Check = (packets, { from, side }) =>
  fails(
    packets.between(null, from).some((row) => row.sender === side && isFlagged(row, 'F')),
    'it had closed before',
  );

const noDataOf =
  (whose: (side: Side | null) => Side): Check =>
  (packets, { side }) =>
    fails(
      packets.rows.some((row) => row.sender === whose(side) && hasData(row)),
      'that end sent data',
    );

const serverOnly = (): Side => 'server';
const clientOnly = (): Side => 'client';

/** A request of the client that no data of the server answers until the packet that is cited next. */
const unansweredRequest: Check = (packets, { packets: cited }) => {
  const [request, gone] = cited;
  return first(
    fails(
      !hasData(packets.at(request)) || packets.at(request)?.sender !== 'client',
      'the first packet is not a request',
    ),
    fails(
      packets.between(request, gone).some((row) => row.sender === 'server' && hasData(row)),
      'it was answered',
    ),
    fails(!/[FR]/.test(packets.at(gone)?.flags ?? ''), 'the client did not go'),
  );
};

/** All that was sent was sent by the client, which went away after the time that is told. */
const aloneInVain: Check = both(noDataOf(serverOnly), (packets, { packets: [request, end], seconds }) =>
  first(
    fails(!same(seconds ?? Number.NaN, packets.time(end) - packets.time(request)), 'it waited another time'),
    fails(!hasData(packets.at(request)), 'no request is cited'),
  ),
);

/** The RST that is cited, and what came before it. */
const beforeReset = (packets: Packets, cited: readonly number[]): PacketRow[] => {
  const reset = cited.findLast((index) => isFlagged(packets.at(index), 'R')) ?? 0;
  return packets.between(null, reset).filter(({ index }) => index !== reset);
};

/** Before the RST that is cited, that end had sent data; or it had not. */
const dataBefore =
  (whose: (side: Side | null) => Side, expected: boolean): Check =>
  (packets, { side, packets: cited }) =>
    fails(
      beforeReset(packets, cited).some((row) => row.sender === whose(side) && hasData(row)) !== expected,
      `the ${whose(side)} had sent ${expected ? 'no ' : ''}data before the RST`,
    );

const noDataBefore: Check = both(dataBefore(self, false), dataBefore(other, false));

/** What it was sent last before its RST is not answered with data. */
const lastUnanswered: Check = (packets, { side, packets: cited }) =>
  fails(
    beforeReset(packets, cited).findLast(hasData)?.sender !== other(side),
    'the last data before the RST is its own',
  );

const openBeforeReset: Check = (packets, { side, packets: cited }) =>
  fails(
    beforeReset(packets, cited).some((row) => row.sender === side && isFlagged(row, 'F')),
    'it had closed before',
  );

/** What a sentence says of packets, by the beginning of its id; the longest that fits counts. */
const CHECKS: Readonly<Record<string, Check>> = {
  'summary.CLOSE_WAIT': both(finOf(other), acknowledged),
  'summary.CLOSE_WAIT.acknowledged': both(finOf(other), acknowledged),
  'summary.CLOSE_WAIT.crossed': both(finOf(other), endedByReset, sentBy('R', other), (packets, { side }) =>
    fails(packets.acknowledgesFin(other(side)) !== undefined, 'the FIN is acknowledged'),
  ),
  'summary.CLOSE_WAIT.unconfirmed': finOf(other),
  'summary.CLOSE_WAIT.later.unheard': both(finOf(other), wasLeft, finOf(self), (packets, { side }) =>
    fails(packets.acknowledgesFin(other(side)) !== undefined, 'the FIN is acknowledged'),
  ),
  'summary.CLOSE_WAIT.later': both(finOf(other), acknowledged, wasLeft, finOf(self)),
  'summary.CLOSE_WAIT.aborted': both(endedByReset, sentBy('R', self)),
  'summary.never-accepted': noData,
  'summary.unanswered': (packets, { side }) =>
    fails(
      packets.rows.some((row) => row.sender === side && (row.length ?? 0) > 0),
      'that end sent data',
    ),
  'summary.after-data': (packets, { side }) =>
    fails(!packets.rows.some((row) => row.sender === side && (row.length ?? 0) > 0), 'it sent no data'),
  'summary.CLOSE_WAIT.aborted.client': both(endedByReset, sentBy('R', self), (_, { side }) =>
    fails(side !== 'client', 'that end is the server'),
  ),
  'summary.CLOSE_WAIT.aborted.nothing': both(endedByReset, sentBy('R', self), noDataOf(other)),
  'summary.CLOSE_WAIT.aborted.client.nothing': both(endedByReset, sentBy('R', self), noDataOf(other)),
  'summary.CLOSE_WAIT.filtered': both(finOf(other), noFin(self), (packets, { side, from }) =>
    fails(
      packets.between(from, null).some((row) => row.sender === side && row.flags.includes('.')),
      'that end was heard after the FIN',
    ),
  ),
  'summary.begun-before': (packets, { side }) =>
    fails(
      packets.rows[0]?.flags.includes('S') ||
        packets.rows.some((row) => row.sender === side && (hasData(row) || isFlagged(row, 'F'))),
      'the recording shows that it was open',
    ),
  'summary.write-after-close': both(endedByReset, sentBy('R', other)),
  'summary.brief.reset': endedByReset,
  'summary.SYN_SENT': noAnswerToSyn,
  'summary.SYN_SENT.unheard': (packets, { side }) =>
    fails(!packets.rows.some((row) => row.sender === other(side)), 'nothing of the peer is there'),
  'summary.SYN_SENT.left': wasLeft,
  'summary.SYN_SENT.refused': both(wasLeft, sentBy('R', other)),
  'summary.FIN_WAIT_1.sent': finOf(self),
  'summary.SYN_RECEIVED.left': wasLeft,
  'summary.FIN_WAIT_1': finUnacknowledged,
  'summary.FIN_WAIT_1.left': both(finOf(self), wasLeft),
  'summary.FIN_WAIT_2': finOf(self),
  'summary.FIN_WAIT_2.left.TIME_WAIT': both(finOf(self), wasLeft, sentBy('F', other)),
  'summary.CLOSING': both(finOf(self), finOf(other)),
  'summary.CLOSING.left': both(finOf(self), finOf(other), wasLeft),
  'summary.LAST_ACK': both(finOf(other), finUnacknowledged),
  'summary.LAST_ACK.left': both(finOf(self), finOf(other), wasLeft),
  'summary.ESTABLISHED.left': both(wasLeft, sentBy('F', self)),
  'summary.ESTABLISHED.left.by-other': both(wasLeft, sentBy('F', other)),
  'summary.TIME_WAIT': both(finOf(self), finOf(other)),
  'summary.TIME_WAIT.left': both(finOf(self), finOf(other), wasLeft),
  'summary.CLOSED.reset': (packets, { from }) =>
    fails(!packets.at(from)?.flags.includes('R'), 'no RST closed it'),
  'summary.CLOSED.refused': (packets, { from }) =>
    fails(!packets.at(from)?.flags.includes('R'), 'no RST refused it'),
  'ending.reset': endedByReset,
  'ending.left': wasLeft,
  'ending.open': lastsToTheEnd,
  'ending.timer': both(lastsToTheEnd, (_, { seconds }) =>
    fails(!((seconds ?? 0) > 20), 'no timer is so short'),
  ),
  'ending.soon': lastsToTheEnd,
  'summary.left': wasLeft,
  'summary.brief.open': lastsToTheEnd,
  'summary.pool': both(finOf(other), (_, { side }) => fails(side !== 'client', 'a server has no pool')),
  'summary.stopped': both(finOf(other), noFin(self)),
  'summary.CLOSED': closedInOrder,
  'summary.CLOSED.half': (packets) =>
    fails(!packets.rows.some((row) => /[FR]/.test(row.flags)), 'nothing closed it'),
  'summary.CLOSED.left': both(wasLeft, (packets, { until, from }) =>
    fails(isFlagged(packets.at(from), 'R'), `it was there until packet ${from}, and goes on at ${until}`),
  ),
  'summary.CLOSED.left.revived': both(wasLeft, (packets, { side, from, until }) =>
    fails(!isFlagged(packets.at(from), 'R') || packets.at(until)?.sender !== side, 'no RST seemed to end it'),
  ),
  'summary.CLOSED.unreachable': both(noAnswerToSyn, noDataOf(other)),
  'summary.ESTABLISHED': isOpenUntil,
  'summary.ESTABLISHED.silent-server': both(isOpenUntil, noDataOf(serverOnly)),
  'summary.SYN_RECEIVED': (packets, { side }) =>
    fails(
      !packets.rows.some((row) => row.sender === other(side) && isFlagged(row, 'S')) &&
        packets.rows[0]?.flags !== 'S.',
      'no SYN went there',
    ),
  'summary.SYN_RECEIVED.unconfirmed': (packets, { side }) =>
    first(
      fails(
        !packets.rows.some((row) => row.sender === other(side) && isFlagged(row, 'S')),
        'no SYN went there',
      ),
      fails(
        packets.rows.some((row) => row.sender === side && /S\./.test(row.flags)),
        'it answered',
      ),
    ),
  'summary.UNKNOWN': (packets, { side }) =>
    fails(
      packets.rows[0]?.sender === side && (/[SFR]/.test(packets.rows[0].flags) || hasData(packets.rows[0])),
      'it had spoken',
    ),
  'summary.UNKNOWN.left': wasLeft,
  'why.missing': incomplete,
  'summary.missing': both(incomplete, finOf(other)),
  'finding.capture-one-sided': (packets, { side }) =>
    fails(
      packets.rows.some((row) => row.sender === side),
      'that end was recorded',
    ),
  'finding.no-socket.old': (packets, { packets: cited }) =>
    first(
      fails(
        packets.rows.some((row) => /S\./.test(row.flags) || hasData(row)),
        'there was a handshake, or data',
      ),
      fails(!isFlagged(packets.at(cited.at(-1) ?? null), 'R'), 'the client did not reset'),
    ),
  'finding.no-socket.opening-fin': both(resetSays(false), finOf(clientOnly), noData),
  'finding.self-connect': (packets) =>
    fails(
      packets.rows.some((row) => row.from !== row.to),
      'its two ends are not one',
    ),
  'why.absent.SYN_RECEIVED': (packets, { side, from }) =>
    fails(
      packets.between(from, null).some((row) => row.sender === other(side) && row.flags === '.'),
      'its SYN/ACK is acknowledged',
    ),
  'why.stopped.CLOSE_WAIT': noFin(self),
  'finding.accept-queue-overflow.ignored': both(cites(/S\./, serverOnly, 2), cites(/\./, clientOnly, 2)),
  'finding.accept-queue-overflow.unacknowledged': both(cites(/S\./, serverOnly, 1), noDataOf(serverOnly)),
  'finding.accept-queue-overflow.reset': both(resetSays(false), noDataOf(serverOnly)),
  'finding.capture-mid-stream': (packets) => fails(isFlagged(packets.rows[0], 'S'), 'it begins with a SYN'),
  'finding.fin-wait-2-given-up': both(finOf(self), resetCited),
  'finding.half-open-peer.keep-alive-gave-up': both(resetCited, unanswered),
  'finding.closed-without-answer': both(noDataOf(serverOnly), finOf(serverOnly), (packets) =>
    fails(
      (packets.fin('client')?.index ?? Number.POSITIVE_INFINITY) < (packets.fin('server')?.index ?? -1),
      'the client closed first',
    ),
  ),
  'finding.half-open-peer.given-up-before': both(resetCited, (packets, { side, packets: cited, values }) => {
    const repeated = cited.filter(
      (index) => packets.at(index)?.sender === side && hasData(packets.at(index)),
    );
    return fails(repeated.length < values.count, 'its data was not sent again so often');
  }),
  'finding.no-socket.syn-ack': both(resetSays(false), cites(/S\./, serverOnly, 1)),
  'finding.stalled-server.lone': aloneInVain,
  'finding.stalled-server.lone-reset': both(aloneInVain, resetCited),
  'finding.icmp-error': both(cites(/S/, self, 1), noAnswerToSyn),
  'finding.icmp-error.prohibited.open': (packets, { packets: [error], side }) => {
    const asked = packets.between(null, error).findLast((row) => row.sender === side);
    return fails(!hasData(asked), 'it answers no data');
  },
  'finding.idle-cut': silentBetween,
  'finding.no-socket.closed': both(resetSays(false), finOf(self), finOf(other)),
  'finding.no-socket.data': resetSays(false),
  'finding.no-socket.ended': both(resetSays(false), finOf(self), finOf(other)),
  'finding.port-reused': (packets) => fails(!isFlagged(packets.rows[0], 'S'), 'it begins without a SYN'),
  'finding.receiver-not-reading': (packets, { side, from }) =>
    fails(packets.at(from)?.sender !== side || packets.at(from)?.window !== 0, 'its window is open'),
  'finding.reset-from-between': both(resetCited, (packets, { id, packets: cited }) => {
    if (!id.endsWith('.went-on')) return null;
    const reset = packets.at(cited.find((index) => isFlagged(packets.at(index), 'R')) ?? null);
    const later = packets.between(reset?.index ?? null, null);
    return fails(!later.some((row) => row.sender === reset?.sender && hasData(row)), 'it did not go on');
  }),
  'finding.stalled-server.answered-too-late': both(unansweredRequest, cites(/P|\./, serverOnly, 1)),
  'finding.stalled-server.gave-up': unansweredRequest,
  'finding.syn-ack-retransmitted': cites(/S\./, serverOnly, 2),
  'finding.syn-ack-retransmitted.unanswered': both(
    cites(/S\./, serverOnly, 2),
    (packets, { packets: cited }) =>
      fails(
        packets.between(cited[0], null).some((row) => row.sender === 'client' && row.flags === '.'),
        'the client answers',
      ),
  ),
  'finding.syn-retransmitted': both(
    cites(/^S$|^SEW$/, clientOnly, 2),
    (packets, { packets: cited, values }) =>
      fails(
        packets
          .between(null, cited.at(-1) ?? null)
          .filter((row) => row.sender === 'client' && /^S/.test(row.flags)).length < values.count,
        'there are fewer SYNs',
      ),
  ),
  'why.absent.CLOSE_WAIT': both(noFin(self), notAborted(self)),
  'why.absent.FIN_WAIT_2': both(noFin(other), notAborted(other)),
  'why.unseen.CLOSE_WAIT': noFin(self),
  'why.unseen.FIN_WAIT_2': noFin(other),
  'why.absent.FIN_WAIT_1': finUnacknowledged,
  'why.absent.CLOSING': finUnacknowledged,
  'why.absent.LAST_ACK': finUnacknowledged,
  'why.absent.SYN_SENT': noAnswerToSyn,
  'why.silent': noData,
  'finding.close-wait': stuck,
  'finding.never-accepted.silent': noData,
  'finding.never-accepted': (packets, { side }) =>
    fails(
      packets.rows.some((row) => row.sender === side && (row.length ?? 0) > 0),
      'that end sent data',
    ),
  'finding.refused': resetCited,
  'finding.no-answer': (packets) =>
    fails(
      packets.rows.some((row) => row.sender === 'server' && row.flags !== ''),
      'the server answered',
    ),
  'finding.half-open-peer.silent': unanswered,
  'finding.half-open-peer.unknown': both(resetCited, openBeforeReset),
  'finding.half-open-peer.unknown.soon': both(
    resetSays(false),
    openBeforeReset,
    (packets, { side, packets: cited, values }) => {
      const heard = beforeReset(packets, cited).findLast((row) => row.sender === side);
      const reset = cited.findLast((index) => isFlagged(packets.at(index), 'R')) ?? null;
      const waited = packets.time(reset) - packets.time(heard?.index ?? null);
      return fails(!same(values.waited, waited), `it was heard ${waited} s before`);
    },
  ),
  'finding.write-after-close': resetCited,
  'finding.aborted-with-unread-data': resetCited,
  'finding.aborted-with-unread-data.unanswered': both(
    resetCited,
    dataBefore(other, true),
    dataBefore(self, false),
  ),
  'finding.aborted-with-unread-data.answered': both(resetCited, lastUnanswered),
  'finding.aborted-by-linger': resetCited,
  'finding.aborted-by-linger.received': both(resetSays(true), lastUnanswered),
  'finding.aborted-by-linger.answered': both(resetSays(true), dataBefore(self, true)),
  'finding.aborted-by-linger.bare': resetSays(false),
  'finding.aborted-by-linger.queued': both(resetSays(true), noDataBefore),
  'finding.aborted-by-linger.unused': both(resetSays(true), noDataBefore),
  'finding.reset-in-data': both(resetCited, (packets, { values, side, packets: cited }) => {
    const reset = packets.at(cited.at(-1) ?? null);
    // What its RST overtook came later.
    const overtook = cited.length > 1 && cited.every((index) => isFlagged(packets.at(index), 'R'));
    const sent = packets.between(null, overtook ? null : (reset?.index ?? null)).some(hasData);
    return fails(!sent || !(values.bytes > 0), `no data of the ${side} was on its way`);
  }),
  'finding.slow-answer': both(
    (packets, { packets: cited, seconds }) =>
      fails(
        cited.length !== 2 || !same(seconds ?? Number.NaN, packets.time(cited[1]) - packets.time(cited[0])),
        'it waited another time',
      ),
    (packets, { packets: [request, answer] }) =>
      first(
        fails(
          packets.at(request)?.sender !== 'client' || !hasData(packets.at(request)),
          'no request is cited',
        ),
        fails(packets.at(answer)?.sender !== 'server' || !hasData(packets.at(answer)), 'no answer is cited'),
        fails(
          packets.between(request, answer - 1).some((row) => row.sender === 'server' && hasData(row)),
          'it was answered before',
        ),
      ),
  ),
  'finding.slow-answer.first': (packets, { packets: [request, answer] }) =>
    first(
      fails(packets.between(null, request - 1).some(hasData), 'data came before it'),
      fails(
        packets.between(request, answer - 1).some((row) => row.sender === 'server' && hasData(row)),
        'answered',
      ),
    ),
  'finding.slow-to-close': (packets, { side, packets: cited, seconds }) => {
    const fin = cited.find(
      (index) => packets.at(index)?.sender === side && packets.at(index)?.flags.includes('F'),
    );
    return first(
      finOf(other)(packets, { side } as Statement),
      fails(fin === undefined, 'its own FIN is not cited'),
      fails(
        (seconds ?? 0) > packets.time(fin ?? null) - packets.time(cited[0]) + 1e-5,
        'it is told as slower',
      ),
    );
  },
  'finding.simultaneous-close': both(finOf(self), (packets) =>
    fails(packets.fin('client') === undefined || packets.fin('server') === undefined, 'one end sent no FIN'),
  ),
  'finding.keep-alive-race': resetCited,
  'finding.half-close': (packets, { side, from }) =>
    fails(
      (packets.at(from)?.length ?? 0) === 0 || packets.at(from)?.sender !== side,
      'that packet has no data',
    ),
  'finding.large-segments-lost': (packets, { packets: cited, values }) =>
    fails(
      cited.some((index) => packets.at(index)?.length !== values.size),
      'a cited segment has another length',
    ),
  'finding.much-retransmitted': (packets, { values, side }) =>
    fails(
      packets.rows.filter((row) => row.sender === side && (row.length ?? 0) > 0).length < values.segments,
      'there are fewer data segments',
    ),
};

/** What is so of every statement: its packets are the connection's, in order, and no time is negative or too long. */
const ALWAYS: Check = (packets, { from, until, seconds, packets: cited }) =>
  first(
    fails(seconds !== null && seconds < 0, 'negative time'),
    fails(seconds !== null && seconds > packets.end - packets.start + 1e-5, 'longer than the recording'),
    fails(
      from !== null && from >= 0 && packets.at(from) === undefined,
      `packet ${from} is another connection's`,
    ),
    fails(until !== null && from !== null && until < from && cited.length === 0, 'it ends before it begins'),
  );

/** Sentences that tell of the end of the recording. */
const TELLS_THE_END =
  /^(ending\.(open|timer|soon)|summary\.(brief\.open|stopped)|why\.stopped\.\w+|finding\.(close-wait\.\w+\.(open|stopped)|receiver-not-reading\.open))$/;

/** What is said to last to the end of the recording does; what lasts to the end of a part of it has something behind it. */
const ofTheEnd: Check = (packets, { id, from, seconds }) => {
  if (from === null || seconds === null) return null;
  const follows = packets.goesOnBehind(from, seconds);
  return first(
    fails(TELLS_THE_END.test(id) && follows, 'the recording goes on'),
    fails(id.endsWith('.part') && !follows, 'the recording ends there'),
  );
};

/** What the packets say against a statement; null: nothing. */
export function refute(packets: Packets, statement: Statement): string | null {
  const always = ALWAYS(packets, statement) ?? ofTheEnd(packets, statement);
  if (always !== null) return always;
  const key = Object.keys(CHECKS)
    .filter((id) => statement.id === id || statement.id.startsWith(`${id}.`))
    .sort((a, b) => b.length - a.length)[0];
  return key === undefined ? 'nothing checks that' : CHECKS[key](packets, statement);
}

/** Statements without a check are refuted; and a check that no statement used is one that cannot fail. */
export const CHECKED_IDS: readonly string[] = Object.keys(CHECKS);
export const checkOf = (id: string): string | undefined =>
  CHECKED_IDS.filter((key) => id === key || id.startsWith(`${key}.`)).sort((a, b) => b.length - a.length)[0];
