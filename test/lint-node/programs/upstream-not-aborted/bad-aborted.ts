// Hands on what another server answers to a request that is read to its end: 'aborted' does not come then.
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  const options = { port: Number(process.argv[2]), host: '127.0.0.1', method: request.method };
  const up = ask(options, (answer) => answer.pipe(response));
  up.on('error', () => response.destroy());
  request.on('aborted', () => up.destroy());
  request.pipe(up);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
