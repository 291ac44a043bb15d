import type { Kind } from './kinds';

/** What an exported function or class of a module makes. */
export interface Api {
  readonly makes: Kind;
  /** The value comes as a promise. */
  readonly promised?: true;
  /** What a function among its arguments listens to. */
  readonly listens?: string;
  /** Only with this option does the object hold anything. */
  readonly onlyWith?: string;
}

type Table = Readonly<Record<string, Api>>;

const socket: Api = { makes: 'socket', listens: 'connect' };
const secure: Api = { makes: 'tls-socket', listens: 'secureConnect' };
const netServer: Api = { makes: 'net-server', listens: 'connection' };
const tlsServer: Api = { makes: 'net-server', listens: 'secureConnection' };
const httpServer: Api = { makes: 'http-server', listens: 'request' };
const request: Api = { makes: 'request', listens: 'response' };
const agent: Api = { makes: 'agent', onlyWith: 'keepAlive' };
const webSocket: Api = { makes: 'websocket' };
const webSocketServer: Api = { makes: 'websocket-server' };

const http: Table = {
  request,
  get: request,
  createServer: httpServer,
  Server: httpServer,
  Agent: agent,
  ClientRequest: request,
};

/** By module, without `node:`; `default` is what a default import is where it is not the module itself. */
export const APIS: Readonly<Record<string, Table>> = {
  net: {
    connect: socket,
    createConnection: socket,
    Socket: socket,
    Stream: socket,
    createServer: netServer,
    Server: netServer,
  },
  tls: {
    connect: secure,
    TLSSocket: secure,
    createServer: tlsServer,
    Server: tlsServer,
  },
  http,
  https: http,
  http2: {
    connect: { makes: 'http2-session', listens: 'connect' },
    createServer: { makes: 'http2-server', listens: 'request' },
    createSecureServer: { makes: 'http2-server', listens: 'request' },
  },
  dgram: {
    createSocket: { makes: 'datagram', listens: 'message' },
    Socket: { makes: 'datagram' },
  },
  ws: {
    default: webSocket,
    WebSocket: webSocket,
    Server: webSocketServer,
    WebSocketServer: webSocketServer,
  },
  undici: {
    fetch: { makes: 'fetch-response', promised: true },
    request: { makes: 'undici-response', promised: true },
    Agent: { makes: 'dispatcher' },
    Client: { makes: 'dispatcher' },
    Pool: { makes: 'dispatcher' },
    BalancedPool: { makes: 'dispatcher' },
    ProxyAgent: { makes: 'dispatcher' },
  },
  'node-fetch': { default: { makes: 'fetch-response', promised: true } },
  'follow-redirects/http': http,
  'follow-redirects/https': http,
};

/** Names that every file knows. */
export const GLOBALS: Table = { fetch: { makes: 'fetch-response', promised: true } };

/** What a class of a module is as a type: `socket: net.Socket`. */
export const TYPES: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  net: { Socket: 'socket', Server: 'net-server' },
  tls: { TLSSocket: 'tls-socket', Server: 'net-server' },
  http: {
    Server: 'http-server',
    ClientRequest: 'request',
    IncomingMessage: 'response',
    ServerResponse: 'server-response',
    Agent: 'agent',
  },
  https: { Server: 'http-server', Agent: 'agent' },
  http2: {
    ClientHttp2Session: 'http2-session',
    ServerHttp2Session: 'http2-session',
    Http2Session: 'http2-session',
    ClientHttp2Stream: 'http2-stream',
    ServerHttp2Stream: 'http2-stream',
    Http2Server: 'http2-server',
    Http2SecureServer: 'http2-server',
  },
  dgram: { Socket: 'datagram' },
  ws: {
    default: 'websocket',
    WebSocket: 'websocket',
    WebSocketServer: 'websocket-server',
    Server: 'websocket-server',
  },
};

/** Properties of one object that are another: `request.socket` belongs to the request. */
export const PROPERTIES: Readonly<Partial<Record<Kind, Readonly<Record<string, Kind>>>>> = {
  request: { socket: 'socket', connection: 'socket' },
  response: { socket: 'socket', connection: 'socket' },
  'server-request': { socket: 'socket', connection: 'socket' },
  'server-response': { socket: 'socket', connection: 'socket' },
  'undici-response': { body: 'undici-body' },
};

/** `node:net` and `net` are one; packages that only pass another on count as that. */
export function moduleName(specifier: string): string {
  const name = specifier.replace(/^node:/, '');
  if (name === 'follow-redirects') return name;
  return name;
}
