import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BEAT_MS, watchedThread } from '../../../src/host/supervision/watched-thread';
import { type ChannelMessage, Channels, HEARTBEAT } from '../../../src/protocol';

/** The worker at the other end. */
let worker: {
  hangs: boolean;
  terminated: boolean;
  got: ChannelMessage[];
  say: (message: ChannelMessage) => void;
  die: (reason: string) => void;
};
let died: string[];
let heard: ChannelMessage[];

beforeEach(() => {
  vi.useFakeTimers();
  worker = { hangs: false, terminated: false, got: [], say: () => {}, die: () => {} };
  died = [];
  heard = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function newThread(beats: number, standing?: number) {
  let hear: (message: ChannelMessage) => void = () => {};
  new Channels({
    post: (message) => worker.say(message),
    receive: (handler) => {
      hear = handler;
    },
  });
  const thread = watchedThread(
    {
      post: (message) => {
        worker.got.push(message);
        if (!worker.hangs) hear(message);
      },
      receive: (handler) => {
        worker.say = handler;
      },
      onDeath: (listener) => {
        worker.die = listener;
      },
      terminate: () => {
        worker.terminated = true;
      },
    },
    beats,
    standing,
  );
  thread.receive((message) => heard.push(message));
  thread.onDeath((reason) => died.push(reason));
  return thread;
}

const request = (id: number): ChannelMessage => ({
  channel: 3,
  message: { type: 'request', id, method: 'lint', params: null },
});
const answer = (id: number): ChannelMessage => ({
  channel: 3,
  message: { type: 'answer', id, result: null },
});
const beats = (count: number) => vi.advanceTimersByTime(count * BEAT_MS);

test('a worker that has work and returns heartbeats may take as long as it wants', () => {
  newThread(4).post(request(1));
  beats(1000);
  expect(died).toEqual([]);
  expect(heard).toEqual([]);
});

test('one that hangs over its work is ended, and counts as dead', () => {
  worker.hangs = true;
  newThread(4).post(request(1));
  beats(4);
  expect(died).toEqual([]);
  beats(1);
  expect(died).toEqual(['no answer for 20 s']);
  expect(worker.terminated).toBe(true);
});

test('one that returns heartbeats and nothing else for long is ended where that is asked for', () => {
  newThread(4, 12).post(request(1));
  beats(12);
  expect(died).toEqual([]);
  beats(1);
  expect(died).toEqual(['no progress for 60 s']);
  expect(worker.terminated).toBe(true);
});

test('one that says what it works on goes on', () => {
  const thread = newThread(4, 12);
  thread.post(request(1));
  for (let time = 0; time < 20; time++) {
    beats(11);
    worker.say({ channel: 3, message: { type: 'event', name: 'atWork', data: null } });
  }
  expect(died).toEqual([]);
  worker.say(answer(1));
  beats(100);
  thread.post(request(2));
  beats(12);
  expect(died).toEqual([]);
  beats(1);
  expect(died).toEqual(['no progress for 60 s']);
});

test('whatever it says is a sign of life', () => {
  worker.hangs = true;
  newThread(4).post(request(1));
  for (let time = 0; time < 20; time++) {
    beats(3);
    worker.say({ channel: 3, message: { type: 'event', name: 'progress', data: null } });
  }
  expect(died).toEqual([]);
  expect(heard).toHaveLength(20);
});

test('one without work is not watched', () => {
  const thread = newThread(4);
  thread.post(request(1));
  worker.say(answer(1));
  worker.hangs = true;
  beats(100);
  expect(died).toEqual([]);
  expect(worker.got.filter(({ channel }) => channel === HEARTBEAT)).toEqual([]);
  thread.post(request(2));
  beats(5);
  expect(died).toHaveLength(1);
});

test('an open request keeps it watched though another one is answered', () => {
  const thread = newThread(2);
  thread.post(request(1));
  thread.post(request(2));
  worker.hangs = true;
  worker.say(answer(1));
  beats(3);
  expect(died).toHaveLength(1);
});

test('its own death is passed on, and nothing follows', () => {
  worker.hangs = true;
  newThread(4).post(request(1));
  worker.die('out of memory');
  beats(100);
  expect(died).toEqual(['out of memory']);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that was ended on purpose does not die', () => {
  worker.hangs = true;
  const thread = newThread(4);
  thread.post(request(1));
  thread.terminate();
  beats(100);
  expect(died).toEqual([]);
});
