import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Trouble, WorkerSupervisor } from '../../../src/host/supervision/worker-supervisor';

/** Workers that were started, each with the time and what ends it. */
let started: { at: number; die: (reason: string) => void; ended: boolean; end: () => void }[];
let told: Trouble[];
let refusals: number;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  started = [];
  told = [];
  refusals = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const newSupervisor = () =>
  new WorkerSupervisor(
    async (die) => {
      if (refusals-- > 0) throw new Error('no such file');
      const worker = {
        at: Date.now(),
        die,
        ended: false,
        end: () => {
          worker.ended = true;
        },
      };
      started.push(worker);
      return worker;
    },
    (trouble) => told.push(trouble),
  );

/** Time passes until the supervisor has a worker again. */
async function next(supervisor: ReturnType<typeof newSupervisor>) {
  const worker = supervisor.worker();
  await vi.advanceTimersByTimeAsync(120_000);
  return worker;
}

test('one worker is started when it is first asked for, and serves all', async () => {
  const supervisor = newSupervisor();
  expect(await supervisor.running()).toBeUndefined();
  expect(started).toHaveLength(0);
  expect(await supervisor.worker()).toBe(await supervisor.worker());
  expect(started).toHaveLength(1);
});

test('after a death the next one begins at once, then later and later, at last once a minute, and always', async () => {
  const supervisor = newSupervisor();
  await supervisor.worker();
  const pauses: number[] = [];
  for (let death = 0; death < 12; death++) {
    started[death].die('out of memory');
    const from = Date.now();
    const worker = supervisor.worker();
    while (started.length < death + 2) await vi.advanceTimersByTimeAsync(100);
    pauses.push(Math.round((started[death + 1].at - from) / 1000));
    expect(await worker).toBe(started[death + 1]);
  }
  expect(pauses.slice(0, 8)).toEqual([0, 1, 2, 4, 8, 16, 32, 60]);
  expect(pauses.every((pause) => pause <= 60)).toBe(true);
  expect(told.map(({ restartIn }) => Math.round(restartIn / 1000))).toEqual(pauses);
  expect(started.slice(0, -1).every(({ ended }) => ended)).toBe(true);
});

test('deaths of long ago do not count', async () => {
  const supervisor = newSupervisor();
  for (let death = 0; death < 4; death++) {
    await next(supervisor);
    started[death].die('x');
  }
  await next(supervisor);
  await vi.advanceTimersByTimeAsync(3_600_000);
  started[4].die('x');
  expect(told.at(-1)?.restartIn).toBe(0);
});

test('one that cannot be started is tried again', async () => {
  refusals = 3;
  const supervisor = newSupervisor();
  expect(await next(supervisor)).toBe(started[0]);
  expect(told.map(({ reason }) => reason)).toEqual(Array(3).fill('no such file'));
});

test('ending it on purpose is no death; the death of one that is not in use any more changes nothing', async () => {
  const supervisor = newSupervisor();
  await supervisor.worker();
  supervisor.renew();
  expect(await supervisor.worker()).toBe(started[1]);
  started[0].die('late');
  expect(await supervisor.worker()).toBe(started[1]);
  expect(told).toEqual([]);
  expect(started[0].ended).toBe(true);
});

test('one that does not answer as it should is replaced', async () => {
  const supervisor = newSupervisor();
  await supervisor.worker();
  supervisor.blame('wrong answer');
  expect(await next(supervisor)).toBe(started[1]);
  expect(told.map(({ reason }) => reason)).toEqual(['wrong answer']);
});

test('after the end there is no worker, and who waits for one is let go', async () => {
  const supervisor = newSupervisor();
  await supervisor.worker();
  started[0].die('x');
  started[0].die('x');
  const waiting = supervisor.worker();
  supervisor.dispose();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await waiting).toBeUndefined();
  expect(await supervisor.worker()).toBeUndefined();
  expect(started).toHaveLength(1);
});
