import { createServer, type ServerOpts, type Socket } from 'node:net';
import { finished } from 'node:stream';
import type { Accepted } from './fact';

const WORDS_AND_FIN = { says: 'x', leaves: 'fin' } as const;
const FIN_ALONE = { leaves: 'fin' } as const;
const STAYS = { says: 'x' } as const;

const on = (handle: (socket: Socket) => unknown, options: ServerOpts = {}) => ({
  server: () => createServer(options, handle),
});
const HALF_OPEN = { allowHalfOpen: true };

/** What becomes of a socket that a server accepted. */
export const ACCEPTED: readonly Accepted[] = [
  // A socket closes by itself when both sides ended...
  {
    name: 'data is consumed: closes by itself',
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.on('data', () => 0)),
  },
  {
    name: "no 'end' handler is needed where data is consumed",
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.resume()),
  },
  {
    name: "an 'error' handler that does not destroy is enough: the reset socket is destroyed already",
    peer: { says: 'x', leaves: 'reset' },
    held: [],
    ...on((s) => s.on('data', () => 0).on('error', () => 0)),
  },
  // ...unless allowHalfOpen.
  {
    name: 'allowHalfOpen, data consumed, nobody ends: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('data', () => 0), HALF_OPEN),
  },
  {
    name: "allowHalfOpen, an 'end' handler that does not end: CLOSE_WAIT",
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.resume().on('end', () => 0), HALF_OPEN),
  },
  {
    name: 'allowHalfOpen, end() on end: closed',
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.resume().on('end', () => s.end()), HALF_OPEN),
  },
  { name: 'allowHalfOpen, for await: closed', peer: WORDS_AND_FIN, held: [], ...on(consume, HALF_OPEN) },
  {
    name: 'allowHalfOpen, an echo by pipe: closed',
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.pipe(s), HALF_OPEN),
  },
  {
    name: 'allowHalfOpen set on the accepted socket counts as well',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => {
      s.allowHalfOpen = true;
      s.resume();
    }),
  },
  // 'end' only comes if somebody reads.
  {
    name: 'nobody reads what came before the FIN: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on(() => 0),
  },
  {
    name: 'nobody reads, and the FIN comes without a word: closes by itself',
    peer: FIN_ALONE,
    held: [],
    ...on(() => 0),
  },
  {
    name: "an 'end' listener reads nothing: CLOSE_WAIT",
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('end', () => s.end())),
  },
  {
    name: "a 'close' listener reads nothing: CLOSE_WAIT",
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('close', () => 0)),
  },
  {
    name: 'setEncoding reads nothing: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.setEncoding('utf8')),
  },
  {
    name: 'finished() reads nothing: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => finished(s, () => 0)),
  },
  {
    name: 'write() reads nothing: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.write('hello')),
  },
  {
    name: "a 'readable' listener that does not read: CLOSE_WAIT",
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('readable', () => 0)),
  },
  {
    name: "a 'readable' listener that reads: closed",
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.on('readable', () => s.read())),
  },
  { name: 'for await reads to the end: closed', peer: WORDS_AND_FIN, held: [], ...on(consume) },
  { name: 'for await left by break destroys', peer: STAYS, held: [], ...on(consumeOne) },
  {
    name: "once('data') goes on reading after its listener is gone: closed",
    peer: { says: 'x'.repeat(300_000), leaves: 'fin' },
    held: [],
    ...on((s) => s.once('data', () => 0)),
  },
  {
    name: "removeAllListeners('data') leaves the stream flowing: closed",
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.on('data', () => 0).removeAllListeners('data')),
  },
  {
    name: 'a listener that was taken away again leaves the stream flowing: closed',
    peer: WORDS_AND_FIN,
    held: [],
    ...on(listenAndStop),
  },
  // pause
  {
    name: 'pause() before the first word: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('data', () => 0).pause()),
  },
  {
    name: 'pause() in the data handler, more comes, never resume(): CLOSE_WAIT',
    peer: { says: 'x'.repeat(100_000), leaves: 'fin' },
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('data', () => s.pause())),
  },
  {
    name: 'pause() and resume(): closed',
    peer: { says: 'x'.repeat(300_000), leaves: 'fin' },
    held: [],
    ...on((s) =>
      s.on('data', () => {
        s.pause();
        setTimeout(() => s.resume(), 1);
      }),
    ),
  },
  {
    name: 'pauseOnConnect, never resumed: CLOSE_WAIT even without a word',
    peer: FIN_ALONE,
    held: ['CLOSE_WAIT'],
    ...on(() => 0, { pauseOnConnect: true }),
  },
  {
    name: 'pauseOnConnect, a data listener alone does not resume: CLOSE_WAIT',
    peer: WORDS_AND_FIN,
    held: ['CLOSE_WAIT'],
    ...on((s) => s.on('data', () => 0), { pauseOnConnect: true }),
  },
  {
    name: 'pauseOnConnect, resumed: closed',
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.resume(), { pauseOnConnect: true }),
  },
  // 'timeout' closes nothing.
  {
    name: "a 'timeout' listener that does nothing: the connection stays",
    peer: STAYS,
    held: ['ESTABLISHED'],
    ...on((s) => s.resume().setTimeout(30, () => 0)),
  },
  {
    name: 'setTimeout without a listener: the connection stays',
    peer: STAYS,
    held: ['ESTABLISHED'],
    ...on((s) => s.resume().setTimeout(30)),
  },
  {
    name: "emit('error') by hand in the 'timeout' listener destroys nothing",
    peer: STAYS,
    held: ['ESTABLISHED'],
    ...on((s) =>
      s
        .resume()
        .on('error', () => 0)
        .setTimeout(30, () => s.emit('error', new Error('idle'))),
    ),
  },
  { name: 'unref() closes nothing', peer: STAYS, held: ['ESTABLISHED'], ...on((s) => s.resume().unref()) },
  {
    name: "destroy() in the 'timeout' listener: closed",
    peer: STAYS,
    held: [],
    ...on((s) => s.resume().setTimeout(30, () => s.destroy())),
  },
  // end(), destroy() and their relatives
  {
    name: 'end() closes our half only: a peer that never closes keeps the socket',
    peer: STAYS,
    held: ['FIN_WAIT_2'],
    ...on((s) => s.resume().end('bye')),
  },
  {
    name: 'end() and a peer that closes: closed',
    peer: WORDS_AND_FIN,
    held: [],
    ...on((s) => s.resume().end('bye')),
  },
  {
    name: 'destroySoon() destroys when all is written',
    peer: STAYS,
    held: [],
    ...on((s) => s.destroySoon()),
  },
  { name: 'destroy() needs no peer', peer: STAYS, held: [], ...on((s) => s.destroy()) },
  {
    name: 'removeAllListeners() and a lost reference close nothing',
    peer: STAYS,
    held: ['ESTABLISHED'],
    ...on((s) => s.resume().removeAllListeners()),
  },
];

async function consume(socket: Socket): Promise<void> {
  for await (const chunk of socket) void chunk;
}

async function consumeOne(socket: Socket): Promise<void> {
  for await (const _ of socket) break;
}

function listenAndStop(socket: Socket): void {
  const listener = () => 0;
  socket.on('data', listener);
  socket.off('data', listener);
}
