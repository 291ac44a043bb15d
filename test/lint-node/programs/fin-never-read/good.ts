// Sends the time every second, and throws away what the client says.
import { type AddressInfo, createServer } from 'node:net';

const server = createServer((socket) => {
  const ticks = setInterval(() => socket.write(`${new Date().toISOString()}\n`), 1000);
  socket.resume();
  socket.on('end', () => clearInterval(ticks));
  socket.on('error', () => clearInterval(ticks));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
