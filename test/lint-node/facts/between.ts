import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { finished, pipeline } from 'node:stream';
import type { Between } from './fact';

const ignore = () => undefined;
// Not a word before the RST: read together with data it is an ordinary end (POLLHUP after a partial read, libuv src/unix/stream.c).
const CLIENT_BREAKS = { peer: { leaves: 'reset' }, target: {} } as const;
const TARGET_BREAKS = { peer: {}, target: { leaves: 'reset' } } as const;
const CLIENT_ENDS = { peer: { says: 'x', leaves: 'fin' }, target: {} } as const;

const tunnel = (tie: (client: Socket, upstream: Socket) => unknown) => ({
  proxy: (target: number) =>
    createServer((client) => {
      const upstream = connect(target, '127.0.0.1');
      tie(client, upstream);
    }),
});

const pipes = (client: Socket, upstream: Socket) => client.pipe(upstream).pipe(client);
const pipesThatLog = (client: Socket, upstream: Socket) => {
  client.on('error', ignore);
  upstream.on('error', ignore);
  pipes(client, upstream);
};
const across = (client: Socket, upstream: Socket) => {
  client.on('error', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
  pipes(client, upstream);
};
const endsAcross = (client: Socket, upstream: Socket) => {
  client.on('error', () => upstream.end());
  upstream.on('error', () => client.end());
  pipes(client, upstream);
};
const finishedAcross = (client: Socket, upstream: Socket) => {
  finished(client, () => upstream.destroy());
  finished(upstream, () => client.destroy());
  pipes(client, upstream);
};
const pipelines = (client: Socket, upstream: Socket) => {
  pipeline(client, upstream, ignore);
  pipeline(upstream, client, ignore);
};

const answer = `HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n${'x'.repeat(500_000)}`;
const CLIENT_OF_HTTP_BREAKS = {
  peer: { says: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', leaves: 'reset' },
  target: { answers: answer },
} as const;

/** What becomes of the other side of a proxy when one side breaks. */
export const BETWEEN: readonly Between[] = [
  {
    name: 'two pipes, the client is reset: the upstream connection stays',
    ...CLIENT_BREAKS,
    held: ['ESTABLISHED'],
    ...tunnel(pipes),
  },
  {
    name: 'two pipes, the upstream is reset: the client stays',
    ...TARGET_BREAKS,
    held: ['ESTABLISHED'],
    ...tunnel(pipes),
  },
  {
    name: "two pipes with 'error' listeners that log: the other side stays",
    ...CLIENT_BREAKS,
    held: ['ESTABLISHED'],
    ...tunnel(pipesThatLog),
  },
  {
    name: 'two pipes, the client ends: its end is handed on, and the upstream is waited for',
    ...CLIENT_ENDS,
    held: ['FIN_WAIT_2'],
    ...tunnel(pipes),
  },
  { name: "'error' destroys the other side: both are closed", ...CLIENT_BREAKS, held: [], ...tunnel(across) },
  {
    name: "'error' of the upstream destroys the client: both are closed",
    ...TARGET_BREAKS,
    held: [],
    ...tunnel(across),
  },
  {
    name: "'error' only ends the other side: that waits for its peer",
    ...CLIENT_BREAKS,
    held: ['FIN_WAIT_2'],
    ...tunnel(endsAcross),
  },
  {
    name: 'finished() destroys the other side: both are closed',
    ...CLIENT_BREAKS,
    held: [],
    ...tunnel(finishedAcross),
  },
  { name: 'two pipelines: both are closed', ...CLIENT_BREAKS, held: [], ...tunnel(pipelines) },
  {
    name: 'two pipelines, the upstream breaks: both are closed',
    ...TARGET_BREAKS,
    held: [],
    ...tunnel(pipelines),
  },
  {
    name: 'an http proxy by pipes: the client that goes away leaves the request to the upstream',
    ...CLIENT_OF_HTTP_BREAKS,
    held: ['ESTABLISHED'],
    proxy: (target) =>
      createHttpServer((incoming, response) => {
        const forwarded = request({ port: target, host: '127.0.0.1', agent: false }, (answer) => {
          answer.pipe(response);
        });
        incoming.pipe(forwarded);
      }),
  },
  {
    name: "an http proxy that destroys its request on the response's close: closed",
    ...CLIENT_OF_HTTP_BREAKS,
    held: [],
    proxy: (target) =>
      createHttpServer((incoming, response) => {
        const forwarded = request({ port: target, host: '127.0.0.1', agent: false }, (answer) => {
          answer.pipe(response);
        });
        forwarded.on('error', ignore);
        response.on('close', () => forwarded.destroy());
        incoming.pipe(forwarded);
      }),
  },
];
