// Counts what it is sent. With allowHalfOpen the answer's end is ours to say.
import { type AddressInfo, createServer } from 'node:net';

const server = createServer({ allowHalfOpen: true }, (socket) => {
  let received = 0;
  socket.on('data', (data) => {
    received += data.length;
  });
  socket.on('end', () => {
    socket.end(`${received}\n`);
  });
  socket.on('error', (error) => console.error(error.message));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
