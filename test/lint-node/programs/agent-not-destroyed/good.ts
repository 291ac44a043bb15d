// Asks for the health of a server, with an agent of its own for every question.
import { Agent, get } from 'node:http';

function health(port: number, callback: (status: number | undefined) => void): void {
  const agent = new Agent({ keepAlive: true });
  const done = (status?: number) => {
    agent.destroy();
    callback(status);
  };
  get({ port, host: '127.0.0.1', agent }, (response) => {
    response.resume();
    response.on('close', () => done(response.statusCode));
  }).on('error', () => done());
}

const port = Number(process.argv[2]);
health(port, () => health(port, (status) => console.log(status)));
setInterval(() => undefined, 1000);
