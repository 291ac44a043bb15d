// Opens a client of a package that makes its connection by itself. The program closes its own object meanwhile, which is seen.
import { connect } from 'node:net';

interface Wire {
  close(): void;
}

const drivers: Record<string, () => Promise<Wire>> = {
  wire: () =>
    new Promise((resolve) => {
      const socket = connect(Number(process.argv[2]), '127.0.0.1', () =>
        resolve({ close: () => socket.destroy() }),
      );
      socket.resume();
    }),
};

class Store {
  private client: Wire | null = null;
  private isClosed = false;

  async open(): Promise<void> {
    const client = await drivers['wire']();
    if (this.isClosed) client.close();
    else this.client = client;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.client?.close();
    this.client = null;
  }
}

const store = new Store();
void store.open();
void store.close();
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
