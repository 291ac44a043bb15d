// Hands on what a client sends, and gives up with it.
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  const options = { port: Number(process.argv[2]), host: '127.0.0.1', method: request.method };
  const up = ask({ ...options, headers: { 'content-length': '100' } }, (answer) => {
    answer.resume();
    response.end();
  });
  up.on('error', () => response.destroy());
  response.on('close', () => up.destroy());
  request.pipe(up);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
