import { createSocket } from 'node:dgram';
import { Agent, createServer, get } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect, createServer as createNetServer } from 'node:net';
import type { Lifetime } from './fact';

const ignore = () => undefined;

/** What keeps a process from ending. The peer answers http, and never closes. */
export const LIFETIMES: readonly Lifetime[] = [
  { name: 'a bound datagram socket keeps the process', ends: false, run: () => createSocket('udp4').bind(0) },
  {
    name: 'a datagram socket that has sent keeps the process',
    ends: false,
    run: (port) => createSocket('udp4').send('x', port, '127.0.0.1'),
  },
  {
    name: 'a datagram socket closed when it has sent',
    ends: true,
    run: (port) => {
      const s = createSocket('udp4');
      s.send('x', port, '127.0.0.1', () => s.close());
    },
  },
  { name: 'a listening server keeps the process', ends: false, run: () => createNetServer().listen(0) },
  {
    name: 'a server that is closed',
    ends: true,
    run: () => {
      const s = createNetServer().listen(0, () => s.close());
    },
  },
  { name: 'a server that never listened', ends: true, run: () => createServer() },
  { name: 'a connection keeps the process', ends: false, run: (port) => connect(port, '127.0.0.1') },
  {
    name: 'a connection with unref(): the process ends, and only that closes it',
    ends: true,
    run: (port) => connect(port, '127.0.0.1').unref(),
  },
  {
    name: 'an http2 session keeps the process',
    ends: false,
    run: (_, silent) => connectHttp2(`http://127.0.0.1:${silent}`).on('error', ignore),
  },
  {
    name: 'idle sockets of a keepAlive agent do not keep the process',
    ends: true,
    run: (port) => get({ port, host: '127.0.0.1', agent: new Agent({ keepAlive: true }) }, (r) => r.resume()),
  },
  {
    name: 'a response that nobody consumes keeps the process',
    ends: false,
    run: (port) => get({ port, host: '127.0.0.1' }, ignore),
  },
];
