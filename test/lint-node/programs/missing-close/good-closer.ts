// Reports to a server by a connection of its own, and ends it.
import { connect } from 'node:net';

class Reporter {
  private readonly socket = connect(Number(process.argv[2]), '127.0.0.1');

  constructor() {
    this.socket.on('data', (data) => console.error(data.length));
    this.socket.on('error', (error) => console.error(error.message));
  }

  report(text: string): void {
    this.socket.write(text);
  }

  close(): void {
    this.socket.destroy();
  }
}

const reporter = new Reporter();
reporter.report('started');
setTimeout(() => reporter.close(), 100);
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
