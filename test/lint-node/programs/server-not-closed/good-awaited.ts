// Echoes until it is told to stop, and is done when the server has closed.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

const stop = new AbortController();

async function serve(until: AbortSignal): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', (error) => console.error(error.message));
    socket.on('data', (data) => socket.write(data));
    // It is told so while this client is there.
    setTimeout(() => stop.abort(), 100);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  console.log(JSON.stringify((server.address() as { port: number }).port));
  await once(until, 'abort');
  for (const each of sockets) each.destroy();
  await new Promise<void>((closed) => {
    server.close(() => closed());
  });
}

serve(stop.signal).catch(console.error);
// The program has other things to do.
setInterval(() => undefined, 1000);
