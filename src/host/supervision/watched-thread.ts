import { type ChannelMessage, HEARTBEAT } from '../../protocol';
import type { WorkerThread } from '../worker-thread';

/** Milliseconds between two looks at a worker that has work. */
export const BEAT_MS = 5000;

/**
 * The thread, which also counts as dead when it has work and does not say anything, or return a heartbeat, for `beats`
 * looks; and when it returns heartbeats and says nothing else for `standing` looks. Looks are counted, not time: a
 * machine that slept, or an extension host that was held up, is not a worker that hangs. A thread without open requests
 * is left alone.
 */
export function watchedThread(
  thread: WorkerThread,
  beats: number,
  standing: number = Number.POSITIVE_INFINITY,
): WorkerThread {
  const work = new Set<string>();
  /** Looks since it said anything, and since it said more than that it is there. */
  let missed = 0;
  let stood = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let died: ((reason: string) => void) | undefined;

  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const look = () => {
    timer = undefined;
    if (work.size === 0) return;
    if (missed >= beats || stood >= standing) {
      thread.terminate();
      const [what, looks] = missed >= beats ? ['answer', beats] : ['progress', standing];
      died?.(`no ${what} for ${(looks * BEAT_MS) / 1000} s`);
      return;
    }
    missed++;
    stood++;
    thread.post({ channel: HEARTBEAT, message: { type: 'event', name: 'heartbeat', data: null } });
    timer = setTimeout(look, BEAT_MS);
  };
  return {
    post: (message, transfer) => {
      thread.post(message, transfer);
      if (message.message.type !== 'request') return;
      if (work.size === 0) {
        missed = 0;
        stood = 0;
      }
      work.add(nameOf(message));
      timer ??= setTimeout(look, BEAT_MS);
    },
    receive: (handler) =>
      thread.receive((message) => {
        missed = 0;
        if (message.channel === HEARTBEAT) return;
        stood = 0;
        if (isAnswer(message) && work.delete(nameOf(message)) && work.size === 0) rest();
        handler(message);
      }),
    onDeath: (listener) => {
      died = listener;
      thread.onDeath((reason) => {
        rest();
        listener(reason);
      });
    },
    terminate: () => {
      rest();
      thread.terminate();
    },
  };
}

const isAnswer = ({ message }: ChannelMessage): boolean =>
  message.type === 'answer' || message.type === 'error';

/** A request, and the answer to it. */
const nameOf = ({ channel, message }: ChannelMessage): string =>
  `${channel}:${'id' in message ? message.id : ''}`;
