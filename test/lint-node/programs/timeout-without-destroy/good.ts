// An echo server that lets idle clients go.
import { type AddressInfo, createServer } from 'node:net';

const server = createServer((socket) => {
  socket.setTimeout(100);
  socket.on('timeout', () => {
    console.error('idle', socket.remoteAddress);
    socket.destroy();
  });
  socket.on('data', (data) => socket.write(data));
  socket.on('error', (error) => console.error(error.message));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
