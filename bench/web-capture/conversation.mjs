// One TCP connection between a browser and a web server, as a capture on the server sees it.
import { ACK, FIN, PSH, RST, SYN, segmentOptions, synOptions } from './frame.mjs';
import { request, response } from './payload.mjs';

/** Microseconds. */
const MILLISECOND = 1000;
const SECOND = 1e6;
/** Between two segments of a burst on a gigabit link. */
const SEGMENT_GAP = 12;
/** A kernel answers what just arrived. */
const TURNAROUND = 40;
const RETRANSMISSION_TIMEOUT = 210 * MILLISECOND;
/** RFC 6928. */
const INITIAL_WINDOW = 10;
const LARGEST_WINDOW = 120;
const WINDOW_SHIFT = 7;
/** Segments that the server's network card is handed at a time, where it cuts them itself. */
const OFFLOADED = 8;

/** How often a connection goes a certain way; the rest end in order. */
const FATES = [
  { share: 0.006, story: 'refused' },
  { share: 0.003, story: 'unanswered' },
  { share: 0.02, story: 'aborted' },
  { share: 0.004, story: 'neverClosed' },
];

/** One end: its address, and the numbers it uses next. */
class Side {
  constructor(random, end, window) {
    this.end = end;
    this.next = random.word();
    this.acked = 0;
    this.window = window;
    this.clock = random.word();
    this.identification = random.between(0, 0xffff);
  }

  /** Receive buffers grow ahead of what the peer may have in flight (Linux: tcp_rcv_space_adjust); never back. */
  leaveRoomFor(bytes) {
    this.window = Math.max(this.window, (2 * bytes) >> WINDOW_SHIFT);
  }
}

/**
 * A conversation is walked by its generator `packets()`: each value it yields is the time, in microseconds, of
 * the packet that `layOut` then writes.
 */
export class Conversation {
  constructor(random, client, server, { start, secure }) {
    this.random = random;
    this.client = new Side(random, client, 502);
    this.server = new Side(random, server, 509);
    this.now = start;
    this.secure = secure;
    this.roundTrip = Math.min(250, 0.3 + random.logNormal(18, 1.1)) * MILLISECOND;
    this.hasTimestamps = random.chance(0.85);
    this.segmentSize = (client.address.length === 4 ? 1460 : 1440) - (this.hasTimestamps ? 12 : 0);
    this.offloads = random.chance(0.2);
    this.loss = random.chance(0.3) ? 0.006 : 0.0003;
    this.pending = null;
  }

  /** Puts the packet that was yielded last into `frame`. */
  layOut(frame) {
    const { side, flags, seq, ack, window, options, message, offset, length } = this.pending;
    const other = side === this.client ? this.server : this.client;
    const identification = side.identification++;
    const at = frame.tcp(
      { from: side.end, to: other.end, seq, ack, flags, window, options, identification },
      length,
    );
    message?.copy(frame.bytes, at, offset, length);
  }

  *packets() {
    let dice = this.random.unit();
    for (const { share, story } of FATES) {
      if (dice < share) {
        yield* this[story]();
        return;
      }
      dice -= share;
    }
    yield* this.handshake();
    yield* this.exchanges(1 + Math.floor(this.random.exponential(4)));
    yield* this.random.chance(0.6)
      ? this.close(this.client, this.server)
      : this.close(this.server, this.client);
  }

  // ---- the ways a connection goes

  *refused() {
    for (let attempt = 0; attempt < 3; attempt++) {
      yield this.syn();
      this.now += TURNAROUND;
      yield this.put(this.server, RST | ACK, { seq: 0, ack: this.client.next + 1, window: 0, bare: true });
      this.now += 500 * MILLISECOND;
    }
  }

  *unanswered() {
    for (const wait of [1, 2, 4, 8]) {
      yield this.syn();
      this.now += wait * SECOND;
    }
  }

  *aborted() {
    yield* this.handshake();
    yield* this.exchanges(1);
    const message = response(this.random, this.secure, 60000, false);
    yield* this.sendFromServer(message, 6);
    this.now += this.roundTrip;
    yield this.put(this.client, RST, { ack: 0, window: 0, bare: true });
  }

  /** The server's application never closes its end. */
  *neverClosed() {
    yield* this.handshake();
    yield* this.exchanges(2);
    yield this.fin(this.client);
    this.now += TURNAROUND;
    yield this.acknowledge(this.server);
  }

  *handshake() {
    yield this.syn();
    this.now += TURNAROUND;
    const { client, server } = this;
    client.next = add(client.next, 1);
    server.acked = client.next;
    yield this.put(server, SYN | ACK, { options: this.synOptions(server), window: 65160 });
    server.next = add(server.next, 1);
    this.now += this.roundTrip;
    client.acked = server.next;
    yield this.acknowledge(client);
  }

  *exchanges(count) {
    const { random } = this;
    for (let i = 0; i < count; i++) {
      if (i > 0) this.now += random.exponential(2.5) * SECOND;
      const upload = random.chance(0.06) ? Math.floor(random.logNormal(40000, 1.2)) : 0;
      yield* this.sendFromClient(request(random, this.secure, upload));
      this.now += 200 + random.exponential(12) * MILLISECOND;
      const size = Math.floor(Math.min(20e6, random.logNormal(16000, 1.45)));
      yield* this.sendFromServer(response(random, this.secure, size, i === count - 1));
    }
  }

  *close(first, second) {
    this.now += this.random.exponential(300) * MILLISECOND;
    yield this.fin(first);
    this.now += this.travel(second);
    if (this.random.chance(0.5)) {
      yield this.acknowledge(second);
      this.now += this.random.exponential(5) * MILLISECOND;
    }
    yield this.fin(second);
    this.now += this.travel(first);
    yield this.acknowledge(first);
  }

  // ---- data

  /** Captured as it leaves: what is lost is lost behind the capture, and its retransmission is seen as such. */
  *sendFromServer(message, stopAfter = Number.POSITIVE_INFINITY) {
    const { client, server, segmentSize } = this;
    const base = server.next;
    const acknowledgments = [];
    let sent = 0;
    let acked = 0;
    let window = INITIAL_WINDOW * segmentSize;
    let packets = 0;
    while (acked < message.length) {
      while (sent < message.length && sent - acked < window) {
        const length = this.nextLength(message.length - sent);
        yield this.data(server, message, sent, length, base);
        if (++packets >= stopAfter) return;
        if (this.random.chance(this.loss)) {
          acknowledgments.length = 0;
          acked = sent;
          sent = yield* this.recover(message, base, sent, length);
        } else sent += length;
        server.next = add(base, sent);
        this.now += SEGMENT_GAP * Math.ceil(length / segmentSize);
        const pays = packets % 6 === 0 || sent === message.length || sent - acked >= window;
        if (pays) acknowledgments.push({ time: this.now + this.roundTrip, upTo: sent });
      }
      const { time, upTo } = acknowledgments.shift();
      this.now = Math.max(this.now, time);
      acked = Math.max(acked, upTo);
      client.acked = add(base, acked);
      yield this.acknowledge(client);
      window = Math.min(LARGEST_WINDOW * segmentSize, window + 6 * segmentSize);
      client.leaveRoomFor(window);
      this.now += SEGMENT_GAP;
    }
  }

  /**
   * The segment at `hole` did not arrive: three more do, their duplicate acknowledgments come back, it is sent
   * again. Returns how far the message is sent then.
   */
  *recover(message, base, hole, length) {
    const { client, server } = this;
    let after = hole + length;
    client.acked = add(base, hole);
    const edges = [];
    for (let i = 0; i < 3 && after < message.length; i++) {
      const more = this.nextLength(message.length - after);
      this.now += SEGMENT_GAP;
      yield this.data(server, message, after, more, base);
      after += more;
      edges.push(after);
    }
    if (edges.length < 3) this.now += RETRANSMISSION_TIMEOUT;
    else {
      this.now += this.roundTrip;
      for (const edge of edges) {
        this.now += SEGMENT_GAP;
        yield this.acknowledge(client, [add(base, hole + length), add(base, edge)]);
      }
    }
    this.now += SEGMENT_GAP;
    yield this.data(server, message, hole, length, base);
    return after;
  }

  /** Captured as it arrives: what is lost is a hole, and arrives late; what overtakes arrives out of order. */
  *sendFromClient(message) {
    const { client, server, segmentSize, random } = this;
    const base = client.next;
    let sent = 0;
    let window = INITIAL_WINDOW;
    while (sent < message.length) {
      for (let i = 0; i < window && sent < message.length; i++) {
        const length = Math.min(segmentSize, message.length - sent);
        const follows = message.length - sent - length;
        if (follows > 0 && random.chance(this.loss * 2)) {
          yield* this.arriveLate(message, base, sent, length, Math.min(segmentSize, follows));
          sent += length + Math.min(segmentSize, follows);
        } else {
          yield this.data(client, message, sent, length, base);
          sent += length;
        }
        client.next = server.acked = add(base, sent);
        this.now += SEGMENT_GAP;
        if (i % 2 === 1) yield this.acknowledge(server);
      }
      if (sent < message.length) this.now += this.roundTrip;
      window = Math.min(LARGEST_WINDOW, window * 2);
      server.leaveRoomFor(window * segmentSize);
    }
  }

  /** The segment after this one comes first. */
  *arriveLate(message, base, offset, length, following) {
    const { client, server } = this;
    const edge = add(base, offset + length);
    server.acked = add(base, offset);
    yield this.data(client, message, offset + length, following, base);
    this.now += SEGMENT_GAP;
    yield this.acknowledge(server, [edge, add(edge, following)]);
    this.now += this.random.chance(0.5) ? SEGMENT_GAP : this.roundTrip;
    yield this.data(client, message, offset, length, base);
  }

  nextLength(rest) {
    return Math.min(rest, this.offloads ? OFFLOADED * this.segmentSize : this.segmentSize);
  }

  // ---- single packets; each returns its time

  syn() {
    const options = this.synOptions(this.client);
    return this.put(this.client, SYN, { options, window: 64240, ack: 0 });
  }

  fin(side) {
    const time = this.put(side, FIN | ACK, {});
    side.next = add(side.next, 1);
    this.peerOf(side).acked = side.next;
    return time;
  }

  acknowledge(side, blocks = []) {
    return this.put(side, ACK, { blocks });
  }

  data(side, message, offset, length, base) {
    const last = offset + length === message.length;
    return this.put(side, last ? PSH | ACK : ACK, { seq: add(base, offset), message, offset, length });
  }

  put(side, flags, packet) {
    const {
      seq = side.next,
      ack = side.acked,
      window = side.window,
      message = null,
      offset = 0,
      length = 0,
    } = packet;
    const options =
      packet.options ?? segmentOptions(packet.bare ? null : this.timestamps(side), packet.blocks);
    this.pending = { side, flags, seq, ack, window, options, message, offset, length };
    return this.now;
  }

  synOptions(side) {
    const advertised = side.end.address.length === 4 ? 1460 : 1440;
    const isFirst = side === this.client;
    const stamps = this.hasTimestamps ? [this.stampOf(side), isFirst ? 0 : this.stampOf(this.client)] : null;
    return synOptions(advertised, 7, stamps);
  }

  timestamps(side) {
    return this.hasTimestamps ? [this.stampOf(side), this.stampOf(this.peerOf(side))] : null;
  }

  /** Millisecond ticks, as Linux counts them. */
  stampOf(side) {
    return (side.clock + Math.floor(this.now / MILLISECOND)) >>> 0;
  }

  /** How long after a packet of its peer this side's answer is captured. */
  travel(side) {
    return side === this.server ? TURNAROUND : this.roundTrip;
  }

  peerOf(side) {
    return side === this.client ? this.server : this.client;
  }
}

const add = (seq, bytes) => (seq + bytes) >>> 0;
