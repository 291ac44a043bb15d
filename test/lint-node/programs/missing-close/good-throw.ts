// Reads the first line of a mail server, and throws when it is not a greeting.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const [line] = await once(socket, 'data');
  if (!String(line).startsWith('220')) {
    socket.destroy();
    throw new Error(`not a greeting: ${line}`);
  }
  return socket;
}

open(Number(process.argv[2])).then(
  (socket) => socket.end('QUIT\r\n'),
  (error) => console.log(JSON.stringify(error.message)),
);
// The program has other things to do.
setInterval(() => undefined, 1000);
