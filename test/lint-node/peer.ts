import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What the other end of a connection does. It never closes unless it is told to. */
export interface Conduct {
  /** Said as soon as the connection stands. */
  readonly says?: string;
  /** Said when something was heard. */
  readonly answers?: string;
  /** A FIN after the last word ('reset': an RST; 'now': a FIN at once, without a word heard). */
  readonly leaves?: 'fin' | 'reset' | 'now';
  /** Takes one connection only: a pool that makes itself a fresh one does not blur the picture. */
  readonly once?: true;
}

const LAST_WORD_MS = 60;

/** An RST alone: resetAndDestroy() says FIN first, through destroySoon(), and who is quick reads an ordinary end. */
function reset(socket: Socket): void {
  socket.destroySoon = () => socket.destroy();
  socket.resetAndDestroy();
}

function behave(socket: Socket, { says, answers, leaves }: Conduct): void {
  const leave = () => (leaves === 'reset' ? reset(socket) : socket.end());
  socket.on('error', () => undefined);
  if (says !== undefined) socket.write(says);
  if (leaves === 'now') socket.end();
  else if (leaves !== undefined && answers === undefined) setTimeout(leave, LAST_WORD_MS);
  socket.on('data', () => {
    if (answers === undefined || socket.writableEnded) return;
    socket.write(answers);
    if (leaves !== undefined) setTimeout(leave, LAST_WORD_MS);
  });
}

/** A peer that connects. */
export async function visit(port: number, conduct: Conduct): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  behave(socket, conduct);
  return socket;
}

export interface Host {
  readonly port: number;
  close(): void;
}

/** A peer that is connected to. */
export async function host(conduct: Conduct): Promise<Host> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    behave(socket, conduct);
    if (conduct.once) server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
