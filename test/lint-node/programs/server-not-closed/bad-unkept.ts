// Stops while a client is there that nothing here knows any more. close() waits for it.
import { type AddressInfo, createServer } from 'node:net';

class Echo {
  private readonly server = createServer((client) => {
    client.on('data', (data) => client.write(data));
    client.on('error', (error) => console.error(error.message));
    setTimeout(() => this.stop(), 100);
  });

  listen(): void {
    this.server.listen(0, '127.0.0.1', () => console.log((this.server.address() as AddressInfo).port));
  }

  stop(): void {
    this.server.close();
  }
}

new Echo().listen();
// The program has other things to do.
setInterval(() => undefined, 1000);
