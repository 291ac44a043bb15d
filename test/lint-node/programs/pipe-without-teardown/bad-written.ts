// A proxy that writes on what it reads: the client that breaks off leaves the upstream connection.
import { type AddressInfo, connect, createServer } from 'node:net';

const server = createServer((client) => {
  const upstream = connect(Number(process.argv[2]), '127.0.0.1');
  client.on('error', (error) => console.error('client', error.message));
  upstream.on('error', (error) => console.error('upstream', error.message));
  client.on('data', (data) => upstream.write(data));
  upstream.on('data', (data) => client.write(data));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
