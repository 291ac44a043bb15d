// Holds a client back while its message is stored; when that fails, for good.
import { type AddressInfo, createServer } from 'node:net';

const store = async (data: Buffer): Promise<void> => {
  if (data.length > 4) throw new Error('too long');
};

const server = createServer((socket) => {
  socket.on('data', (data) => {
    socket.pause();
    store(data).then(
      () => socket.resume(),
      (error) => console.error(error.message),
    );
  });
  socket.on('error', (error) => console.error(error.message));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
