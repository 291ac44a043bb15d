// A proxy made of two pipes: the side that breaks takes the other with it.
import { type AddressInfo, connect, createServer } from 'node:net';

const target = Number(process.argv[2]);

const server = createServer((client) => {
  const upstream = connect(target, '127.0.0.1');
  client.on('error', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
  client.pipe(upstream);
  upstream.pipe(client);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
