// Waits for the greeting of a server that stays silent.
import { connect } from 'node:net';

const greeting = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data));
    });
    socket.once('error', reject);
  });

greeting(Number(process.argv[2])).then(console.error, (error: Error) => console.error(error.message));
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
