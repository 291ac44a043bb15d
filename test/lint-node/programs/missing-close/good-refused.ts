// A server refuses, and the connection is ended.
import { connect, type Socket } from 'node:net';

class Client {
  private socket: Socket | null = null;

  open(port: number, done: (error: Error | null) => void): void {
    this.socket = connect(port, '127.0.0.1');
    this.socket.once('data', (data) => this.answered(String(data), done));
    this.socket.once('error', done);
  }

  private answered(text: string, done: (error: Error | null) => void): void {
    if (text === '') {
      this.destroySocket();
      done(new Error('nothing was said'));
      return;
    }
    if (text.startsWith('ERR')) {
      this.destroySocket();
      done(new Error(text));
      return;
    }
    if (!text.startsWith('ACK')) {
      this.destroySocket();
      done(new Error('not a greeting'));
      return;
    }
    done(null);
  }

  private destroySocket(): void {
    this.socket?.destroy();
  }
}

new Client().open(Number(process.argv[2]), (error) => console.error(error?.message));
console.log(0);
// The program has other things to do.
setInterval(() => undefined, 1000);
