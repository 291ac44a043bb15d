// A proxy made of two pipelines: each destroys both streams when one of them breaks.
import { type AddressInfo, connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';

const target = Number(process.argv[2]);

const server = createServer((client) => {
  const upstream = connect(target, '127.0.0.1');
  pipeline(client, upstream, (error) => error && console.error('client', error.message));
  pipeline(upstream, client, (error) => error && console.error('upstream', error.message));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
