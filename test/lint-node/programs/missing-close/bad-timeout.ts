// Asks for a greeting, and gives up after a while: the promise does, the socket does not.
import { connect } from 'node:net';

function greeting(port: number, patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => {
      reject(new Error('no greeting'));
    }, patience);
    socket.once('data', (data) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(data.toString());
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

greeting(Number(process.argv[2]), 100).catch((error) => console.log(JSON.stringify(error.message)));
// The program has other things to do.
setInterval(() => undefined, 1000);
