import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Accepted } from './fact';

const UPGRADE = 'GET /other HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
const CONNECT = 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n';
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n';
const REFUSAL = 'HTTP/1.1 401 Unauthorized\r\n\r\n';

type Handler = (request: IncomingMessage, socket: Duplex) => unknown;
const on = (event: 'upgrade' | 'connect', handle: Handler) => ({
  server: () => createServer().on(event, handle),
});
const answer = (handle: (request: IncomingMessage) => unknown = () => 0) => ({
  server: () =>
    createServer((request, response) => {
      handle(request);
      response.end('ok');
    }),
});

/** What becomes of a connection to an http server. */
export const SERVED: readonly Accepted[] = [
  {
    name: "an 'upgrade' socket is the listener's: returned from, it stays",
    peer: { says: UPGRADE },
    held: ['ESTABLISHED'],
    ...on('upgrade', () => 0),
  },
  {
    name: "an 'upgrade' socket, FIN without a further word: it is not even read: CLOSE_WAIT",
    peer: { says: UPGRADE, leaves: 'fin' },
    held: ['CLOSE_WAIT'],
    ...on('upgrade', () => 0),
  },
  {
    name: "a 'connect' socket is the listener's: CLOSE_WAIT",
    peer: { says: CONNECT, leaves: 'fin' },
    held: ['CLOSE_WAIT'],
    ...on('connect', () => 0),
  },
  {
    name: 'a refusal that is only written leaves the socket',
    peer: { says: UPGRADE, leaves: 'fin' },
    held: ['CLOSE_WAIT'],
    ...on('upgrade', (_, s) => s.write(REFUSAL)),
  },
  {
    name: 'a listener that throws later (async) leaves the socket',
    peer: { says: UPGRADE, leaves: 'fin' },
    held: ['CLOSE_WAIT'],
    ...on('upgrade', async () => Promise.reject(new Error('no')).catch(() => 0)),
  },
  {
    name: 'an upgrade socket that is destroyed: closed',
    peer: { says: UPGRADE },
    held: [],
    ...on('upgrade', (_, s) => s.destroy()),
  },
  {
    name: 'an upgrade socket that is ended, and a peer that closes: closed',
    peer: { says: UPGRADE, leaves: 'fin' },
    held: [],
    ...on('upgrade', (_, s) => s.end(REFUSAL)),
  },
  {
    name: 'an upgrade socket that is only ended waits for its peer',
    peer: { says: UPGRADE },
    held: ['FIN_WAIT_2'],
    ...on('upgrade', (_, s) => s.end(REFUSAL)),
  },
  {
    name: "without an 'upgrade' listener the request is a plain one: http closes when the peer does",
    peer: { says: UPGRADE, leaves: 'fin' },
    held: [],
    ...answer(),
  },
  {
    name: "without a 'connect' listener http closes the connection",
    peer: { says: CONNECT },
    held: [],
    ...answer(),
  },
  {
    name: 'a request that the server does not read is thrown away when the answer is finished',
    peer: { says: POST + 'x'.repeat(300_000), leaves: 'fin' },
    held: [],
    ...answer(),
  },
  {
    name: 'a response that is never ended keeps the connection until the peer leaves',
    peer: { says: GET },
    held: ['ESTABLISHED'],
    server: () => createServer(() => 0),
  },
  {
    name: 'a response that is never ended: http closes it when the peer leaves',
    peer: { says: GET, leaves: 'fin' },
    held: [],
    server: () => createServer(() => 0),
  },
  {
    name: "a 'timeout' listener of an http server takes the destroying on itself: the connection stays",
    peer: {},
    held: ['ESTABLISHED'],
    server: () => createServer().setTimeout(50, () => 0),
  },
  {
    name: "an http server without a 'timeout' listener destroys what times out",
    peer: {},
    held: [],
    server: () => createServer().setTimeout(50),
  },
  {
    name: 'server.close() of net waits: what was accepted stays',
    peer: { says: 'x' },
    held: ['ESTABLISHED'],
    server: () => {
      const server = createNetServer((socket) => {
        socket.resume();
        server.close();
      });
      return server;
    },
  },
  {
    name: 'server.close() of http closes idle connections (since Node 19)',
    peer: { says: GET },
    held: [],
    server: () => {
      const server = createServer((_, response) => {
        response.end('ok');
        setTimeout(() => server.close(), 50);
      });
      return server;
    },
  },
  {
    name: 'server.close() of http waits for answers under way',
    peer: { says: GET },
    held: ['ESTABLISHED'],
    server: () => {
      const server = createServer(() => server.close());
      return server;
    },
  },
  {
    name: 'server.closeAllConnections() does not wait',
    peer: { says: GET },
    held: [],
    server: () => {
      const server = createServer(() => server.closeAllConnections());
      return server;
    },
  },
  {
    name: 'server.closeAllConnections() does not reach an upgraded socket',
    peer: { says: UPGRADE },
    held: ['ESTABLISHED'],
    server: () => {
      const server = createServer().on('upgrade', () => {
        server.close();
        server.closeAllConnections();
      });
      return server;
    },
  },
];
