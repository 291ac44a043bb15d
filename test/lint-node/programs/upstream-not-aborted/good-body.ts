// Hands on what another server sends. The client goes away in the middle.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

const upstream = `http://127.0.0.1:${process.argv[2]}/`;

async function relay(_req: IncomingMessage, res: ServerResponse): Promise<void> {
  const gone = new AbortController();
  res.on('close', () => gone.abort());
  const answer = await fetch(upstream, { signal: gone.signal });
  res.writeHead(answer.status);
  Readable.fromWeb(answer.body as ReadableStream)
    .on('error', (error) => console.error(error.message))
    .pipe(res);
}

const server = createServer((req, res) => {
  relay(req, res).catch((error: Error) => console.error(error.message));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
