// Fetches a document, and throws the body of an error away.
import { get } from 'node:http';

function document(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1' }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`status ${response.statusCode}`));
        return;
      }
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
}

document(Number(process.argv[2])).catch((error) => console.log(JSON.stringify(error.message)));
// The program has other things to do.
setInterval(() => undefined, 1000);
