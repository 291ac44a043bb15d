// A proxy made of two pipes: the client that breaks off leaves the upstream connection.
import { type AddressInfo, connect, createServer } from 'node:net';

const target = Number(process.argv[2]);

const server = createServer((client) => {
  const upstream = connect(target, '127.0.0.1');
  client.on('error', (error) => console.error('client', error.message));
  upstream.on('error', (error) => console.error('upstream', error.message));
  client.pipe(upstream);
  upstream.pipe(client);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
