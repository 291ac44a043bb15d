// Asks a server that never answers. Nothing limits how long it waits.
import { get } from 'node:http';

const ask = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });

ask(Number(process.argv[2])).then(console.error, (error: Error) => console.error(error.message));
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
