// Lends connections, and keeps one of those that it gets back.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

class Connection {
  private readonly socket: Socket;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.resume();
  }

  async ready(): Promise<void> {
    await once(this.socket, 'connect');
  }

  close(): void {
    this.socket.destroy();
  }
}

class Pool {
  private idle: Connection[] = [];

  constructor(private readonly port: number) {}

  async acquire(): Promise<Connection> {
    const connection = this.idle.pop() ?? new Connection(this.port);
    await connection.ready();
    return connection;
  }

  release(connection: Connection): void {
    if (this.idle.length >= 1) return;
    this.idle.push(connection);
  }

  close(): void {
    for (const each of this.idle) each.close();
    this.idle = [];
  }
}

async function main(): Promise<void> {
  const pool = new Pool(Number(process.argv[2]));
  const lent = await Promise.all([pool.acquire(), pool.acquire()]);
  for (const each of lent) pool.release(each);
  pool.close();
  console.log(JSON.stringify('closed'));
}

main().catch(console.error);
// The program has other things to do.
setInterval(() => undefined, 1000);
