// Keeps a connection, and connects again when it ends. The program closes the client after a while.
import { connect, type Socket } from 'node:net';

class Client {
  private socket: Socket | null = null;
  private closed = false;

  constructor(private readonly port: number) {}

  get isClosed(): boolean {
    return this.closed;
  }

  open(): void {
    if (this.closed) return;
    this.socket = connect(this.port, '127.0.0.1');
    this.socket.on('error', (error) => console.error(error.message));
    this.socket.on('close', () => {
      setTimeout(() => this.open(), 50);
    });
    this.socket.resume();
  }

  close(): void {
    this.closed = true;
    this.socket?.destroy();
  }
}

const client = new Client(Number(process.argv[2]));
client.open();
setTimeout(() => {
  client.close();
  console.log(JSON.stringify(client.isClosed));
}, 100);
// The program has other things to do.
setInterval(() => undefined, 1000);
