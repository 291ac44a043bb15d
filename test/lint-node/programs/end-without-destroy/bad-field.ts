// Keeps a connection, and ends it when nothing came for a while. The host is silent, and stays so.
import { connect, type Socket } from 'node:net';

class Link {
  private socket: Socket | undefined;

  open(port: number): void {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (data) => console.error(data.length));
    this.socket.on('error', (error) => console.error(error.message));
    this.socket.setTimeout(100, this.onIdle);
  }

  private onIdle = () => {
    this.socket?.end();
    console.log(JSON.stringify('idle'));
  };
}

new Link().open(Number(process.argv[2]));
// The program has other things to do.
setInterval(() => undefined, 1000);
