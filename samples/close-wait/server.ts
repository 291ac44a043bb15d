/**
 * The echo server in TypeScript, with a fault that ends the same: it asks for half-open connections, and the peer's FIN
 * is never answered. Each client that goes away leaves a connection in CLOSE_WAIT, this time with a process.
 */
import { createServer, type Socket } from 'node:net';

const PORT = 7071;

const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => socket.write(data));
});
server.listen(PORT);
