// A session over a socket that it is given, which its close() only ends. The server never closes.
import { connect, type Socket } from 'node:net';

class Session {
  private readonly socket: Socket;

  constructor(options: { socket: Socket }) {
    this.socket = options.socket;
    this.socket.on('data', (data) => console.error(data.length));
  }

  close(): void {
    this.socket.end();
  }
}

const session = new Session({ socket: connect(Number(process.argv[2]), '127.0.0.1') });
setTimeout(() => session.close(), 100);
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
