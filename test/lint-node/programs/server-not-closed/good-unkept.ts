// Stops while a client is there, and lets it go.
import { type AddressInfo, createServer, type Socket } from 'node:net';

class Echo {
  private readonly clients = new Set<Socket>();
  private readonly server = createServer((client) => {
    this.clients.add(client);
    client.on('data', (data) => client.write(data));
    client.on('error', (error) => console.error(error.message));
    setTimeout(() => this.stop(), 100);
  });

  listen(): void {
    this.server.listen(0, '127.0.0.1', () => console.log((this.server.address() as AddressInfo).port));
  }

  stop(): void {
    this.server.close();
    for (const client of this.clients) client.destroy();
  }
}

new Echo().listen();
// The program has other things to do.
setInterval(() => undefined, 1000);
