/** A message on the wire. `id` pairs an answer with its question; events have none. */
export type WireMessage =
  | { readonly type: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly message: string }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'event'; readonly name: string; readonly data: unknown };

/** Either end of a worker, a message port or a webview. */
export interface Transport {
  post(message: WireMessage, transfer?: readonly ArrayBuffer[]): void;
  /** Sets the one receiver. */
  receive(handler: (message: WireMessage) => void): void;
}

type Shape<T> = { [K in keyof T]: T[K] extends { params: unknown; result: unknown } ? T[K] : never };

export type Handlers<Requests> = {
  [K in keyof Requests]: Requests[K] extends { params: infer P; result: infer R }
    ? (params: P, signal: AbortSignal) => R | Promise<R>
    : never;
};

/** The other side said no, or went away. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
}

/**
 * One end of a conversation: asks `Asks` of the other side, answers `Answers`, and exchanges events.
 * Every error of a handler comes back to the caller; nothing is left pending when the other side goes away.
 */
export class Rpc<Asks, Answers, EventsOut, EventsIn> {
  /** A page that was hidden starts anew: an answer meant for its predecessor must not find a request that waits. */
  private nextId = Math.floor(Math.random() * 2 ** 40);
  private readonly pending = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (reason: Error) => void; release: () => void }
  >();
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Map<string, ((data: never) => void)[]>();
  private closed = false;

  constructor(
    private readonly transport: Transport,
    private readonly handlers: Partial<Handlers<Answers>>,
  ) {
    transport.receive((message) => this.received(message));
  }

  /** Asks, and resolves with the answer; rejects with RpcError. Aborting the signal tells the other side to stop. */
  ask<K extends keyof Shape<Asks> & string>(
    method: K,
    params: Asks[K] extends { params: infer P } ? P : never,
    signal?: AbortSignal,
  ): Promise<Asks[K] extends { result: infer R } ? R : never> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new RpcError(`${method}: the other side is closed`));
      if (signal?.aborted) return reject(new RpcError(`${method}: cancelled`));
      const id = this.nextId++;
      const onAbort = () => {
        this.transport.post({ type: 'cancel', id });
        this.settle(id)?.reject(new RpcError(`${method}: cancelled`));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.pending.set(id, {
        resolve: resolve as (value: unknown) => void,
        reject,
        release: () => signal?.removeEventListener('abort', onAbort),
      });
      this.transport.post({ type: 'request', id, method, params });
    });
  }

  tell<K extends keyof EventsOut & string>(name: K, data: EventsOut[K]): void {
    if (!this.closed) this.transport.post({ type: 'event', name, data });
  }

  on<K extends keyof EventsIn & string>(name: K, listener: (data: EventsIn[K]) => void): void {
    const list = this.listeners.get(name) ?? [];
    list.push(listener as (data: never) => void);
    this.listeners.set(name, list);
  }

  /** Rejects what is pending and aborts what is running. */
  close(reason = 'the other side was closed'): void {
    this.closed = true;
    for (const id of [...this.pending.keys()]) this.settle(id)?.reject(new RpcError(reason));
    for (const controller of this.running.values()) controller.abort();
    this.running.clear();
  }

  private settle(id: number) {
    const call = this.pending.get(id);
    this.pending.delete(id);
    call?.release();
    return call;
  }

  private received(message: WireMessage): void {
    switch (message.type) {
      case 'request':
        void this.answer(message.id, message.method, message.params);
        break;
      case 'answer':
        this.settle(message.id)?.resolve(message.result);
        break;
      case 'error':
        this.settle(message.id)?.reject(new RpcError(message.message));
        break;
      case 'cancel':
        this.running.get(message.id)?.abort();
        break;
      case 'event':
        for (const listener of this.listeners.get(message.name) ?? []) listener(message.data as never);
        break;
    }
  }

  private async answer(id: number, method: string, params: unknown): Promise<void> {
    const handler = Object.hasOwn(this.handlers, method)
      ? (this.handlers as Record<string, (params: unknown, signal: AbortSignal) => unknown>)[method]
      : undefined;
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      if (handler === undefined) throw new Error(`no such request: ${method}`);
      const result = await handler(params, controller.signal);
      if (!this.closed) this.transport.post({ type: 'answer', id, result });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!this.closed) this.transport.post({ type: 'error', id, message });
    } finally {
      this.running.delete(id);
    }
  }
}
