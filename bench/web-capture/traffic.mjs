// Many clients of a few web servers at once, in the order of time.
import { Conversation } from './conversation.mjs';
import { FrameBuilder } from './frame.mjs';
import { dnsMessage, fillPool } from './payload.mjs';
import { Random } from './random.mjs';
import { TimeQueue } from './time-queue.mjs';

/** 2024-01-01T00:00:00Z, in microseconds. */
const START = 1704067200e6;
const SECOND = 1e6;
const ARRIVALS_PER_SECOND = 150;
const SERVERS = 8;
const CLIENTS = 3000;
const IPV6_SHARE = 0.2;
const PORTS = [
  { port: 443, secure: true, share: 0.6 },
  { port: 80, secure: false, share: 0.3 },
  { port: 8080, secure: false, share: 0.1 },
];
const FIRST_CLIENT_PORT = 32768;
const LAST_CLIENT_PORT = 60999;

/** A web server's traffic, without end: `next()` lays out one frame after the other in `frame` and returns its time. */
export class WebTraffic {
  frame = new FrameBuilder();
  conversations = 0;

  constructor(seed) {
    this.random = new Random(seed);
    fillPool(this.random);
    this.queue = new TimeQueue();
    this.arrival = START;
    this.servers = Array.from({ length: SERVERS }, (_, i) => host(i, 64));
    this.clients = Array.from({ length: CLIENTS }, (_, i) => ({
      ...host(1000 + i * 7, this.random.pick([52, 57, 64, 116, 121])),
      port: this.random.between(FIRST_CLIENT_PORT, LAST_CLIENT_PORT),
    }));
  }

  /** Microseconds since 1970. */
  next() {
    while (this.queue.size === 0 || this.arrival <= this.queue.firstTime) this.arrive();
    const talk = this.queue.first;
    const time = this.queue.firstTime;
    talk.layOut(this.frame);
    const { value, done } = talk.walk.next();
    if (done) this.queue.shift();
    else this.queue.postpone(value);
    return time;
  }

  /** Somebody looks up the name and connects. */
  arrive() {
    const { random } = this;
    const start = this.arrival;
    this.arrival += random.exponential(SECOND / ARRIVALS_PER_SECOND);
    this.conversations++;
    const client = random.pick(this.clients);
    client.port = client.port >= LAST_CLIENT_PORT ? FIRST_CLIENT_PORT : client.port + 1;
    const address = random.chance(IPV6_SHARE) ? 'ipv6' : 'ipv4';
    const server = random.pick(this.servers);
    const { port, secure } = this.service();
    const from = endOf(client, address, client.port);
    this.begin(new Conversation(random, from, endOf(server, address, port), { start, secure }));
    if (random.chance(0.15))
      this.begin(new Lookup(random, endOf(server, address, client.port), this.servers[0], start));
  }

  begin(talk) {
    talk.walk = talk.packets();
    this.queue.add(talk.walk.next().value, talk);
  }

  service() {
    let dice = this.random.unit();
    for (const service of PORTS) {
      if (dice < service.share) return service;
      dice -= service.share;
    }
    return PORTS[0];
  }
}

/** The server itself asks a name server something. */
class Lookup {
  constructor(random, asker, nameServer, start) {
    this.asker = asker;
    this.nameServer = endOf(nameServer, asker.address.length === 4 ? 'ipv4' : 'ipv6', 53);
    this.id = random.between(0, 0xffff);
    this.now = start;
    this.wait = random.exponential(800);
    this.answered = false;
  }

  *packets() {
    yield this.now;
    this.answered = true;
    this.now += this.wait;
    yield this.now;
  }

  layOut(frame) {
    const [from, to] = this.answered ? [this.nameServer, this.asker] : [this.asker, this.nameServer];
    const message = dnsMessage(this.id, this.answered);
    const at = frame.udp({ from, to, identification: this.id }, message.length);
    message.copy(frame.bytes, at);
  }
}

const endOf = (host, family, port) => ({ mac: host.mac, hops: host.hops, address: host[family], port });

/** Addresses for documentation and benchmarks: 198.18.0.0/15 (RFC 2544), 2001:db8::/32 (RFC 3849). */
function host(number, hops) {
  const high = (number >> 8) & 0xff;
  const low = number & 0xff;
  return {
    hops,
    mac: Buffer.from([0x02, 0, 0, 0, high, low]),
    ipv4: Buffer.from([198, 18, high, low]),
    ipv6: Buffer.from([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, high, low]),
  };
}
