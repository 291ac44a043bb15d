/** What Node's objects that hold connections are, as far as closing them goes. */
export const KINDS = [
  'socket',
  'tls-socket',
  'raw-socket',
  'datagram',
  'net-server',
  'http-server',
  'http2-server',
  'request',
  'response',
  'server-request',
  'server-response',
  'agent',
  'dispatcher',
  'websocket',
  'websocket-server',
  'http2-session',
  'http2-stream',
  'fetch-response',
  'undici-response',
  'undici-body',
  'client',
  'driver',
  'idle-driver',
  'driver-pool',
] as const;
export type Kind = (typeof KINDS)[number];

/** What a kind's methods do, with the page of Node's or the package's documentation that says so. */
export interface KindModel {
  readonly page: string;
  /** Begin the end of the object, or are it. */
  readonly closes: ReadonlySet<string>;
  /** From here on its end is read, so that it closes by itself when its peer does. */
  readonly consumes: ReadonlySet<string>;
  /** Give the object itself back. */
  readonly chains: ReadonlySet<string>;
  /** Listening to these reads it. */
  readonly consumingEvents: ReadonlySet<string>;
  /** Once one of these was emitted the object is gone. */
  readonly finalEvents: ReadonlySet<string>;
  /** What listeners of an event are given, by position. */
  readonly given: Readonly<Record<string, readonly (Kind | null)[]>>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' ').filter((word) => word !== ''));

const EMITTER =
  'on once addListener prependListener prependOnceListener off removeListener removeAllListeners setMaxListeners';
const STREAM_CHAINS = `${EMITTER} setEncoding pause resume setTimeout setNoDelay setKeepAlive ref unref connect cork uncork listen`;

const describe = (
  page: string,
  closes: string,
  changes: Partial<{
    consumes: string;
    events: string;
    final: string;
    chains: string;
    given: KindModel['given'];
  }> = {},
): KindModel => ({
  page,
  closes: words(closes),
  consumes: words(changes.consumes ?? ''),
  chains: words(changes.chains ?? STREAM_CHAINS),
  consumingEvents: words(changes.events ?? ''),
  finalEvents: words(changes.final ?? 'close'),
  given: changes.given ?? {},
});

/** Iterator helpers and readers of streams: https://nodejs.org/api/stream.html */
const READS =
  'pipe resume read iterator toArray forEach map filter flatMap reduce some every find take drop compose';
const DESTROYS = 'end destroy destroySoon resetAndDestroy';

const socket = describe('https://nodejs.org/api/net.html#class-netsocket', DESTROYS, {
  consumes: READS,
  events: 'data readable',
  final: 'error close end',
});
const server = (page: string, given: KindModel['given'], closes = 'close closeAllConnections') =>
  // What cannot listen tells of an error, and does not listen then.
  describe(page, closes, { given, final: 'error close' });
const body = {
  consumes: `${READS} text json arrayBuffer blob bytes formData dump cancel getReader pipeTo pipeThrough tee`,
  events: 'data readable',
};

/** What the clients of servers make: databases, brokers, browsers. They do not close by themselves. */
const driver = (page: string, closes: string) =>
  describe(page, closes, { chains: EMITTER, final: 'error close end disconnect' });
const LEAVES = 'close end quit disconnect destroy release terminate logout drain shutdown dispose';

export const MODELS_OF_KINDS: Readonly<Record<Kind, KindModel>> = {
  socket,
  'tls-socket': socket,
  // http has let go of it: https://nodejs.org/api/http.html#event-upgrade
  'raw-socket': socket,
  datagram: describe('https://nodejs.org/api/dgram.html#class-dgramsocket', 'close'),
  'net-server': server('https://nodejs.org/api/net.html#class-netserver', {
    connection: ['socket'],
    secureConnection: ['tls-socket'],
  }),
  'http-server': server('https://nodejs.org/api/http.html#class-httpserver', {
    connection: ['socket'],
    secureConnection: ['tls-socket'],
    request: ['server-request', 'server-response'],
    upgrade: ['server-request', 'raw-socket'],
    connect: ['server-request', 'raw-socket'],
    clientError: [null, 'raw-socket'],
  }),
  'http2-server': server('https://nodejs.org/api/http2.html#class-http2server', {
    session: ['http2-session'],
    stream: ['http2-stream'],
  }),
  request: describe('https://nodejs.org/api/http.html#class-httpclientrequest', 'destroy abort', {
    final: 'error close abort response',
    given: {
      response: ['response'],
      socket: ['socket'],
      upgrade: ['response', 'raw-socket'],
      connect: ['response', 'raw-socket'],
    },
  }),
  response: describe('https://nodejs.org/api/http.html#class-httpincomingmessage', 'destroy', {
    ...body,
    final: 'error close end aborted',
  }),
  'server-request': describe('https://nodejs.org/api/http.html#class-httpincomingmessage', 'destroy', {
    ...body,
    final: 'error close end aborted',
  }),
  'server-response': describe('https://nodejs.org/api/http.html#class-httpserverresponse', 'end destroy'),
  agent: describe('https://nodejs.org/api/http.html#agentdestroy', 'destroy close'),
  dispatcher: describe('https://undici.nodejs.org/#/docs/api/Dispatcher', 'close destroy'),
  websocket: describe('https://github.com/websockets/ws/blob/master/doc/ws.md', 'close terminate destroy', {
    final: 'error close',
    // Who listens has to end the request: https://github.com/websockets/ws/blob/master/doc/ws.md#event-unexpected-response
    given: { 'unexpected-response': ['request', 'response'] },
  }),
  'websocket-server': server('https://github.com/websockets/ws/blob/master/doc/ws.md', {
    connection: ['websocket'],
  }),
  'http2-session': describe('https://nodejs.org/api/http2.html#class-http2session', 'close destroy', {
    final: 'error close goaway',
    given: { stream: ['http2-stream'] },
  }),
  'http2-stream': describe('https://nodejs.org/api/http2.html#class-http2stream', 'end close destroy', {
    ...body,
    final: 'error close end',
  }),
  'fetch-response': describe('https://developer.mozilla.org/docs/Web/API/Response', 'destroy', body),
  'undici-response': describe('https://undici.nodejs.org/#/docs/api/Dispatcher', 'destroy', body),
  // An object of a class of the project: the class says which methods close it.
  client: describe('https://nodejs.org/api/net.html', 'close destroy end stop disconnect'),
  // The client of a database, broker, mail server or browser, as its package makes it.
  driver: driver('https://node-postgres.com/apis/client#clientend', LEAVES),
  // One that connects when it is told to.
  'idle-driver': driver('https://node-postgres.com/apis/client#clientconnect', LEAVES),
  'driver-pool': driver('https://node-postgres.com/apis/pool#releasing-clients', 'end close'),
  'undici-body': describe('https://undici.nodejs.org/#/docs/api/Dispatcher', 'destroy cancel', body),
};

/** Kinds that are one connection, closed by their owner. */
export const CONNECTIONS: ReadonlySet<Kind> = new Set<Kind>([
  'socket',
  'tls-socket',
  'raw-socket',
  'websocket',
  'http2-session',
]);

/** Kinds of which a body must be read or given up. */
export const RESPONSES: ReadonlySet<Kind> = new Set<Kind>([
  'response',
  'fetch-response',
  'undici-response',
  'undici-body',
]);

export const SERVERS: ReadonlySet<Kind> = new Set<Kind>([
  'net-server',
  'http-server',
  'http2-server',
  'websocket-server',
]);

/** A package's own client of a server. */
export const isDriver = (kind: Kind): boolean => kind === 'driver' || kind === 'idle-driver';

export const isByteStream = (kind: Kind): boolean =>
  kind === 'socket' || kind === 'tls-socket' || kind === 'raw-socket';
