// Asks a server that does not answer. The promise is given up, the request goes on.
import { get } from 'node:http';

function status(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', timeout: 100 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('timeout', () => {
      reject(new Error('timed out'));
    });
    request.on('error', reject);
  });
}

status(Number(process.argv[2])).catch((error) => console.log(JSON.stringify(error.message)));
// The program has other things to do.
setInterval(() => undefined, 1000);
