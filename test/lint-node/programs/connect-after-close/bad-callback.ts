// Looks a host up, and connects when it is called back. The program closes the client meanwhile.
import { lookup } from 'node:dns';
import { connect, type Socket } from 'node:net';

class Client {
  private socket: Socket | null = null;
  private closed = false;

  get isClosed(): boolean {
    return this.closed;
  }

  open(host: string, port: number): void {
    lookup(host, (_error, address) => {
      this.socket = connect(port, address);
      this.socket.resume();
    });
  }

  close(): void {
    this.closed = true;
    this.socket?.destroy();
  }
}

const client = new Client();
client.open('127.0.0.1', Number(process.argv[2]));
client.close();
console.log(JSON.stringify(client.isClosed));
// The program has other things to do.
setInterval(() => undefined, 1000);
