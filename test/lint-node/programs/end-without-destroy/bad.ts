// Connects to a server that says nothing and never closes, and asks it to go when the time is up.
import { connect } from 'node:net';

function hear(port: number): void {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('data', (data) => console.error(String(data)));
  socket.on('error', (error) => console.error(error.message));
  socket.setTimeout(100, () => socket.end());
}

hear(Number(process.argv[2]));
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
