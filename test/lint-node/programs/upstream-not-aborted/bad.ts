// Fetches from a server that never comes to its end, for a client that goes away.
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  const options = { port: Number(process.argv[2]), host: '127.0.0.1' };
  const up = get({ ...options, path: request.url }, (answer) => answer.pipe(response));
  up.on('error', () => response.destroy());
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
