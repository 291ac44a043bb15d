// Greets a host, which refuses and keeps the connection.
import { connect } from 'node:net';

async function greet(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const say = (line: string) =>
    new Promise<string>((resolve, reject) => {
      socket.once('data', (reply: string) =>
        reply.startsWith('2') ? resolve(reply) : reject(new Error(reply)),
      );
      socket.write(`${line}\r\n`);
    });
  await say('EHLO here');
  await say('NOOP');
  socket.end('QUIT\r\n');
}

greet(Number(process.argv[2])).catch((error: Error) => console.log(JSON.stringify(error.message)));
// The program has other things to do.
setInterval(() => undefined, 1000);
