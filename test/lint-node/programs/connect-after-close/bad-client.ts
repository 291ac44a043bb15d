// Opens a client of a package that makes its connection by itself. The program closes its own object meanwhile.
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

  async open(): Promise<void> {
    this.client = await drivers['wire']();
  }

  async close(): Promise<void> {
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
