// Speaks its own protocol under /echo. A client that asks for something else is left waiting.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((_, response) => response.end('hello\n'));
server.on('upgrade', (request, socket) => {
  if (request.url !== '/echo') {
    console.error('no such path', request.url);
    return;
  }
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  socket.pipe(socket);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
