// Waits for the answer of a login. A refused one closes the server as well.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

async function login(): Promise<string> {
  const server = createServer((_, response) => response.end('You may close this window\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  console.log((server.address() as AddressInfo).port);
  const [request] = await once(server, 'request');
  const code = new URL(request.url, 'http://localhost').searchParams.get('code');
  if (code === null) {
    server.close();
    throw new Error('no code');
  }
  server.close();
  return code;
}

login().catch((error) => console.error(error.message));
setInterval(() => undefined, 1000);
