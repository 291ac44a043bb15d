import { expect, test } from 'vitest';
import { Channels, type MessageLink, Rpc, RpcError, type Transport } from '../../../src/protocol';

interface Arithmetic {
  add: { params: { a: number; b: number }; result: number };
  wait: { params: Record<string, never>; result: null };
}
interface News {
  heard: string;
}
type None = Record<never, never>;

/** Two transports that deliver to each other, a turn of the event loop later, what survives structured cloning. */
function pair(): [Transport, Transport] {
  const receivers: ((message: never) => void)[] = [() => {}, () => {}];
  const end = (mine: number): Transport => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => receivers[1 - mine](copy as never));
    },
    receive: (handler) => {
      receivers[mine] = handler as (message: never) => void;
    },
  });
  return [end(0), end(1)];
}

function connected(waiting: (signal: AbortSignal) => Promise<null> = async () => null) {
  const [here, there] = pair();
  const client = new Rpc<Arithmetic, None, None, News>(here, {});
  const server = new Rpc<None, Arithmetic, News, None>(there, {
    add: ({ a, b }) => {
      if (!Number.isFinite(a + b)) throw new Error('too much');
      return a + b;
    },
    wait: (_, signal) => waiting(signal),
  });
  return { client, server };
}

test('an answer comes back to its question, whatever the order', async () => {
  const { client } = connected();
  expect(await Promise.all([client.ask('add', { a: 1, b: 2 }), client.ask('add', { a: 3, b: 4 })])).toEqual([
    3, 7,
  ]);
});

test("a handler's error comes back to the caller", async () => {
  const { client } = connected();
  await expect(client.ask('add', { a: Number.POSITIVE_INFINITY, b: 1 })).rejects.toThrow(
    new RpcError('too much'),
  );
});

test('a request without an answer is an error, not silence', async () => {
  const [here, there] = pair();
  const client = new Rpc<Arithmetic, None, None, None>(here, {});
  new Rpc<None, Arithmetic, None, None>(there, {});
  await expect(client.ask('wait', {})).rejects.toThrow('no such request: wait');
});

test("a name of Object's own is no request", async () => {
  const [here, there] = pair();
  const client = new Rpc<{ toString: { params: null; result: string } }, None, None, None>(here, {});
  new Rpc<None, None, None, None>(there, {});
  await expect(client.ask('toString', null)).rejects.toThrow('no such request: toString');
});

test('aborting rejects at once and stops the handler', async () => {
  let stopped = false;
  const { client } = connected(
    (signal) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          stopped = true;
          resolve(null);
        }),
      ),
  );
  const abort = new AbortController();
  const asked = client.ask('wait', {}, abort.signal);
  await Promise.resolve();
  abort.abort();
  await expect(asked).rejects.toThrow('wait: cancelled');
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(stopped).toBe(true);
});

test('a signal that is aborted already asks nothing', async () => {
  const { client } = connected();
  await expect(client.ask('wait', {}, AbortSignal.abort())).rejects.toThrow('cancelled');
});

test('closing rejects what is pending, stops what runs, and refuses what comes', async () => {
  let aborted = false;
  const never = (signal: AbortSignal) =>
    new Promise<null>(() =>
      signal.addEventListener('abort', () => {
        aborted = true;
      }),
    );
  const { client, server } = connected(never);
  const asked = client.ask('wait', {});
  await Promise.resolve();
  server.close();
  expect(aborted).toBe(true);
  client.close('the capture was closed');
  await expect(asked).rejects.toThrow('the capture was closed');
  await expect(client.ask('wait', {})).rejects.toThrow('closed');
});

test('events reach every listener', async () => {
  const { client, server } = connected();
  const heard: string[] = [];
  client.on('heard', (text) => heard.push(`one ${text}`));
  client.on('heard', (text) => heard.push(`two ${text}`));
  server.tell('heard', 'x');
  await Promise.resolve();
  expect(heard).toEqual(['one x', 'two x']);
});

test('an answer for a page that was there before finds no request waiting', async () => {
  const [here, there] = pair();
  const ids: number[] = [];
  there.receive((message) => {
    if (message.type === 'request') ids.push(message.id);
  });
  for (let page = 0; page < 20; page++) void new Rpc<Arithmetic, None, None, None>(here, {}).ask('wait', {});
  await Promise.resolve();
  expect(new Set(ids).size).toBe(20);
});

test('channels share a link and do not hear each other; a closed one hears nothing', () => {
  let deliver: Parameters<MessageLink['receive']>[0] = () => {};
  const posted: unknown[] = [];
  const channels = new Channels({
    post: (message) => posted.push(message),
    receive: (handler) => {
      deliver = handler;
    },
  });
  const heard: string[] = [];
  channels.open(1).receive(() => heard.push('one'));
  channels.open(2).receive(() => heard.push('two'));
  const event = { type: 'event', name: 'x', data: null } as const;
  deliver({ channel: 2, message: event });
  deliver({ channel: 7, message: event });
  channels.close(2);
  deliver({ channel: 2, message: event });
  expect(heard).toEqual(['two']);
  channels.open(3).post(event);
  expect(posted).toEqual([{ channel: 3, message: event }]);
});
