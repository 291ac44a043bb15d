// Looks a host up, and connects. The program closes the client meanwhile.
import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';

class Client {
  private socket: Socket | null = null;
  private closed = false;

  async open(host: string, port: number): Promise<void> {
    if (this.closed) throw new Error('closed');
    const { address } = await lookup(host);
    if (this.closed) return;
    this.socket = connect(port, address);
    this.socket.resume();
  }

  close(): void {
    this.closed = true;
    this.socket?.destroy();
  }
}

const client = new Client();
client.open('127.0.0.1', Number(process.argv[2])).catch(() => undefined);
client.close();
console.log(JSON.stringify('closed'));
// The program has other things to do.
setInterval(() => undefined, 1000);
