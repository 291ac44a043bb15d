// Hands on events of another server, and asks for no more once its client has gone.
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  const options = { port: Number(process.argv[2]), host: '127.0.0.1', path: request.url };
  const up = get(options, (answer) => {
    answer.on('data', (piece) => response.write(piece));
    answer.on('end', () => response.end());
  });
  up.on('error', () => response.destroy());
  response.on('close', () => up.destroy());
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
