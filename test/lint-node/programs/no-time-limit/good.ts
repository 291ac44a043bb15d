// Asks a server that never answers. It gives up after a while.
import { get } from 'node:http';

const ask = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
    request.setTimeout(200, () => request.destroy(new Error('no answer')));
  });

ask(Number(process.argv[2])).then(console.error, (error: Error) => console.error(error.message));
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
