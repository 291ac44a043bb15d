// An echo server with a limit: who comes when it is full is turned away.
import { type AddressInfo, createServer } from 'node:net';

const LIMIT = Number(process.env.LIMIT ?? 0);
let clients = 0;

const server = createServer((socket) => {
  if (clients >= LIMIT) {
    console.error('full, turning away', socket.remoteAddress);
    socket.destroy();
    return;
  }
  clients += 1;
  socket.on('data', (data) => socket.write(data));
  socket.on('close', () => {
    clients -= 1;
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
