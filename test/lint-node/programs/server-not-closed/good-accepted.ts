// A hub that is stopped while a client is there, and lets it go.
import { type AddressInfo, createServer, type Socket } from 'node:net';

class Hub {
  private readonly server = createServer();
  private clients: Socket[] = [];

  listen(): void {
    this.server.on('connection', (client) => {
      this.clients.push(client);
      client.on('data', (data) => console.error(String(data)));
      client.on('error', (error) => console.error(error.message));
      setTimeout(() => this.stop(), 100);
    });
    this.server.listen(0, '127.0.0.1', () => console.log((this.server.address() as AddressInfo).port));
  }

  stop(): void {
    this.server.close();
    for (const client of this.clients) client.destroy();
    this.clients = [];
  }
}

new Hub().listen();
// The program has other things to do.
setInterval(() => undefined, 1000);
