// Connects a consumer of a package, whose next step the server refuses. Who asked for it is told that there is none.
import { connect, type Socket } from 'node:net';

const packages = {
  consumer: () => {
    let socket: Socket | null = null;
    return {
      connect: () =>
        new Promise<void>((resolve) => {
          socket = connect(Number(process.argv[2]), '127.0.0.1', () => resolve());
          socket.resume();
        }),
      subscribe: () => Promise.reject(new Error('not allowed')),
      disconnect: async () => {
        socket?.destroy();
      },
    };
  },
};

class Feed {
  private consumer: ReturnType<typeof packages.consumer> | null = null;

  async start(): Promise<void> {
    this.consumer = packages.consumer();
    try {
      await this.consumer.connect();
      await this.consumer.subscribe();
    } catch (error) {
      await this.consumer.disconnect();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.consumer?.disconnect();
  }
}

const feed = new Feed();
feed.start().catch((error: Error) => console.error(error.message));
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
