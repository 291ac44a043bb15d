/** The same server, mended: when the peer has ended, so does this end. */
import { createServer, type Socket } from 'node:net';

const PORT = 7071;

const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => socket.write(data));
  socket.on('end', () => socket.end());
});
server.listen(PORT);
