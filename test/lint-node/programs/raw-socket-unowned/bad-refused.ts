// Relays an upgrade to a server behind it. That server refuses, and the client is never told.
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

function relay(asked: IncomingMessage, client: Socket): void {
  const up = request({ port: Number(process.argv[2]), host: '127.0.0.1', headers: asked.headers });
  up.on('upgrade', (_, far) => {
    far.pipe(client);
    client.pipe(far);
    far.on('error', () => client.destroy());
    client.on('error', () => far.destroy());
  });
  up.on('error', () => client.destroy());
  up.end();
}

const server = createServer((_, response) => response.end('hello\n'));
server.on('upgrade', (asked, client) => relay(asked, client as Socket));
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
