// Opens its line anew in the place of the one that was there.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

class Line {
  private socket: Socket | undefined;

  async open(port: number): Promise<void> {
    this.socket?.destroy();
    this.socket = connect(port, '127.0.0.1');
    this.socket.resume();
    await once(this.socket, 'connect');
  }

  close(): void {
    this.socket?.destroy();
  }
}

async function main(port: number): Promise<void> {
  const line = new Line();
  await line.open(port);
  await line.open(port);
  line.close();
  console.log(JSON.stringify('closed'));
}

main(Number(process.argv[2])).catch(console.error);
// The program has other things to do.
setInterval(() => undefined, 1000);
