// The process that is looked at. Told by its arguments what to run, it prints one line of JSON when it is ready.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { ACCEPTED } from './accepted';
import { BETWEEN } from './between';
import { CONNECTED } from './connected';
import { LIFETIMES } from './lifetimes';
import { SERVED } from './served';

// A fact may well throw away an error: the kernel's word is what counts.
process.on('uncaughtException', () => undefined);

async function portOf(server: Server): Promise<number> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return (server.address() as AddressInfo).port;
}

const [kind, argument] = process.argv.slice(2);
const ports: number[] = argument === undefined ? [] : JSON.parse(argument);

const kinds: Record<string, () => Promise<unknown>> = {
  accepted: () => Promise.all(ACCEPTED.map(({ server }) => portOf(server()))),
  served: () => Promise.all(SERVED.map(({ server }) => portOf(server()))),
  connected: async () => {
    CONNECTED.forEach(({ run }, at) => void run(ports[at]));
    return [];
  },
  between: () => Promise.all(BETWEEN.map(({ proxy }, at) => portOf(proxy(ports[at])))),
  ended: async () => {
    const [reads] = ports;
    return [await portOf(createServer((socket) => (reads ? socket.resume() : socket).end('bye')))];
  },
  lifetime: async () => {
    const [at, port, silent] = ports;
    LIFETIMES[at].run(port, silent);
    return [];
  },
};

console.log(JSON.stringify(await kinds[kind]()));
