// Reports to a server by a connection of its own, which nobody can end.
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
}

const reporter = new Reporter();
reporter.report('started');
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
