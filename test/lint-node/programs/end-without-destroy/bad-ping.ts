// Pings a server that is silent, while a request waits for its answer; then the session is closed.
import { connect } from 'node:http2';

const session = connect(`http://127.0.0.1:${process.argv[2]}`);
session.on('error', (error) => console.error(error.message));
session.request().on('error', (error) => console.error(error.message));
const ask = (): void => {
  const timer = setTimeout(() => session.close(), 100);
  session.ping(() => clearTimeout(timer));
};
session.on('connect', ask);
console.log(process.argv[2]);
// The program has other things to do.
setInterval(() => undefined, 1000);
