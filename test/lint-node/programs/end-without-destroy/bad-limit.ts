// A line to a server that never closes; closed with its time limit taken off.
import { connect } from 'node:net';

class Line {
  private readonly wire = connect({ port: Number(process.argv[2]), host: '127.0.0.1' });

  constructor() {
    this.wire.on('data', (data) => console.error(String(data)));
  }

  close(): void {
    this.wire.removeAllListeners();
    this.wire.on('error', (error) => console.error(error.message));
    this.wire.setTimeout(0);
    this.wire.end();
  }
}

const line = new Line();
setTimeout(() => line.close(), 100);
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
