import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { PassThrough, pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Connected } from './fact';

/** More than Node reads ahead, and less than the kernels take: the FIN after it arrives. */
const body = 'x'.repeat(100_000);
const ok = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const short = 'HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry';
const empty = 'HTTP/1.1 204 No Content\r\n\r\n';
const redirect = 'HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n';

const ANSWERS = { answers: ok } as const;
const ANSWERS_AND_FIN = { answers: ok, leaves: 'fin' } as const;
const ANSWERS_ONCE = { answers: ok, once: true } as const;
const SHORT = { answers: short } as const;
const SHORT_AND_FIN = { answers: short, leaves: 'fin' } as const;
const WORDS_AND_FIN = { says: 'x', leaves: 'fin' } as const;
const ignore = () => undefined;

/** `http.get` through the default agent, which keeps sockets since Node 19. */
const getAs = (listener: (response: IncomingMessage) => unknown) => ({
  run: (port: number) => get({ port, host: '127.0.0.1' }, listener).on('error', ignore),
});
/** `http.get` with a connection of its own. */
const getAlone = (listener: (response: IncomingMessage) => unknown) => ({
  run: (port: number) => get({ port, host: '127.0.0.1', agent: false }, listener).on('error', ignore),
});
const url = (port: number) => `http://127.0.0.1:${port}/`;

/** What becomes of a connection that a client made. */
export const CONNECTED: readonly Connected[] = [
  // Sockets
  {
    name: 'a client that only writes: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    run: (port) => connect(port, '127.0.0.1').write('x'),
  },
  {
    name: 'a client that reads: closed',
    peer: WORDS_AND_FIN,
    held: [],
    run: (port) => connect(port, '127.0.0.1').resume(),
  },
  {
    name: 'a promise rejected by a timer leaves the socket',
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) =>
      new Promise((_, reject) => {
        connect(port, '127.0.0.1').once('data', ignore);
        setTimeout(() => reject(new Error('timed out')), 30);
      }).catch(ignore),
  },
  {
    name: 'Promise.race leaves the loser connected',
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) => Promise.race([once(connect(port, '127.0.0.1'), 'data'), Promise.resolve()]),
  },
  {
    name: 'an AbortSignal given to connect() destroys',
    peer: {},
    held: [],
    run: (port) =>
      connect({ port, host: '127.0.0.1', signal: AbortSignal.timeout(50) } as never).on('error', ignore),
  },
  {
    name: 'an AbortSignal given to events.once does not destroy',
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) =>
      once(connect(port, '127.0.0.1'), 'data', { signal: AbortSignal.timeout(50) }).catch(ignore),
  },
  {
    name: "events.once rejects on 'error': the socket is destroyed by then",
    peer: { leaves: 'reset' },
    held: [],
    run: (port) => once(connect(port, '127.0.0.1').resume(), 'never').catch(ignore),
  },
  {
    name: 'pipeline destroys all its streams when one is destroyed',
    peer: { says: 'x' },
    held: [],
    run: (port) => {
      const target = new PassThrough();
      pipeline(connect(port, '127.0.0.1'), target, ignore);
      setTimeout(() => target.destroy(), 50);
    },
  },
  {
    name: 'pipe does not: its source stays when the target is destroyed',
    peer: { says: 'x' },
    held: ['ESTABLISHED'],
    run: (port) => {
      const target = new PassThrough();
      connect(port, '127.0.0.1').pipe(target);
      setTimeout(() => target.destroy(), 50);
    },
  },
  // Responses that nobody consumes
  {
    name: 'a response that nobody consumes keeps its socket',
    peer: ANSWERS,
    held: ['ESTABLISHED'],
    ...getAs(ignore),
  },
  {
    name: 'a response that nobody consumes, and the server closes: CLOSE_WAIT',
    peer: ANSWERS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...getAs(ignore),
  },
  {
    name: 'the same with agent: false: CLOSE_WAIT',
    peer: ANSWERS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...getAlone(ignore),
  },
  {
    name: 'a short body, all of it arrived, unread: the server closes, and it goes',
    peer: SHORT_AND_FIN,
    held: [],
    ...getAs(ignore),
  },
  {
    name: 'a short body unread keeps the socket while the server keeps it',
    peer: SHORT,
    held: ['ESTABLISHED'],
    ...getAlone(ignore),
  },
  {
    name: 'an empty body unread keeps it too, with agent: false',
    peer: { answers: redirect },
    held: ['ESTABLISHED'],
    ...getAlone(ignore),
  },
  {
    name: '204 has no body, and unread it keeps its socket with agent: false',
    peer: { answers: empty },
    held: ['ESTABLISHED'],
    ...getAlone(ignore),
  },
  {
    name: "an 'end' listener consumes nothing",
    peer: ANSWERS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...getAs((r) => r.on('end', ignore)),
  },
  {
    name: 'setEncoding consumes nothing',
    peer: ANSWERS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...getAs((r) => r.setEncoding('utf8')),
  },
  {
    name: 'without a response listener http throws the body away',
    peer: ANSWERS_AND_FIN,
    held: [],
    run: (port) => get(url(port)).on('error', ignore),
  },
  { name: 'resume(): closed with the server', peer: ANSWERS_AND_FIN, held: [], ...getAs((r) => r.resume()) },
  {
    name: 'resume() and agent: false: closed by Node',
    peer: ANSWERS,
    held: [],
    ...getAlone((r) => r.resume()),
  },
  { name: 'response.destroy(): closed at once', peer: ANSWERS, held: [], ...getAs((r) => r.destroy()) },
  {
    name: 'request.destroy(): closed at once',
    peer: ANSWERS,
    held: [],
    run: (port) => {
      const r = get(url(port), () => r.destroy()).on('error', ignore);
    },
  },
  {
    name: 'consumed by text(): closed with the server',
    peer: ANSWERS_AND_FIN,
    held: [],
    ...getAs((r) => text(r)),
  },
  {
    name: 'the answer to HEAD has no body, and unread it keeps its socket with agent: false',
    peer: { answers: 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n' },
    held: ['ESTABLISHED'],
    run: (port) => request(url(port), { method: 'HEAD', agent: false }, ignore).on('error', ignore).end(),
  },
  // Requests and their limits
  {
    name: "a request's 'timeout' listener that does nothing: the connection stays",
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) => get(url(port), { timeout: 50 }).on('timeout', ignore).on('error', ignore),
  },
  {
    name: "a request's timeout option without a listener: the connection stays",
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) => get(url(port), { timeout: 50 }).on('error', ignore),
  },
  {
    name: "a request destroyed in its 'timeout' listener: closed",
    peer: {},
    held: [],
    run: (port) => {
      const r = get(url(port)).on('error', ignore);
      r.setTimeout(50, () => r.destroy());
    },
  },
  {
    name: 'a request that is never ended keeps its socket',
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) => request(url(port), { method: 'POST' }).on('error', ignore).flushHeaders(),
  },
  // Agents
  {
    name: 'an agent with keepAlive keeps the socket of a finished request',
    peer: SHORT,
    held: ['ESTABLISHED'],
    run: (port) => get(url(port), { agent: new Agent({ keepAlive: true }) }, (r) => r.resume()),
  },
  {
    name: 'an agent without keepAlive keeps nothing',
    peer: SHORT,
    held: [],
    run: (port) => get(url(port), { agent: new Agent() }, (r) => r.resume()),
  },
  {
    name: 'a keepAlive agent sees the FIN of the server, and lets go',
    peer: SHORT_AND_FIN,
    held: [],
    run: (port) => get(url(port), { agent: new Agent({ keepAlive: true }) }, (r) => r.resume()),
  },
  {
    name: 'agent.destroy() closes what is kept',
    peer: SHORT,
    held: [],
    run: (port) => {
      const agent = new Agent({ keepAlive: true });
      get(url(port), { agent }, (r) => r.resume().on('close', () => agent.destroy()));
    },
  },
  // fetch
  {
    name: 'fetch, body not read: the connection stays',
    peer: ANSWERS,
    held: ['ESTABLISHED'],
    run: (port) => fetch(url(port)),
  },
  {
    name: 'fetch, body not read, and the server closes: CLOSE_WAIT',
    peer: ANSWERS_AND_FIN,
    held: ['CLOSE_WAIT'],
    run: (port) => fetch(url(port)),
  },
  {
    name: 'fetch, body cancelled: closed',
    peer: ANSWERS_ONCE,
    held: [],
    run: (port) => fetch(url(port)).then((r) => r.body?.cancel()),
  },
  {
    name: 'fetch, body read, and the server closes: closed',
    peer: ANSWERS_AND_FIN,
    held: [],
    run: (port) => fetch(url(port)).then((r) => r.text()),
  },
  {
    name: 'fetch, aborted: closed',
    peer: ANSWERS_ONCE,
    held: [],
    run: (port) => {
      const c = new AbortController();
      return fetch(url(port), { signal: c.signal }).then(() => c.abort());
    },
  },
  // http2
  {
    name: 'an http2 session stays until it is closed',
    peer: {},
    held: ['ESTABLISHED'],
    run: (port) => connectHttp2(url(port)).on('error', ignore),
  },
  {
    name: 'an http2 session that is destroyed: closed',
    peer: {},
    held: [],
    run: (port) => {
      const s = connectHttp2(url(port)).on('error', ignore);
      s.on('connect', () => s.destroy());
    },
  },
];
