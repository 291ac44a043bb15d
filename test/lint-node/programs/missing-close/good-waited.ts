// Asks a host, which is silent, and gives up after a while.
import { connect } from 'node:net';

async function ask(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    return await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), 100);
      socket.once('error', reject);
      socket.once('data', (data) => {
        clearTimeout(timer);
        resolve(String(data));
      });
    });
  } finally {
    socket.destroy();
  }
}

ask(Number(process.argv[2])).catch((error: Error) => console.log(JSON.stringify(error.message)));
// The program has other things to do.
setInterval(() => undefined, 1000);
