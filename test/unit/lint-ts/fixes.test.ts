import { describe, expect, it } from 'vitest';
import { applyFix } from '../lint/apply-fix';
import { lint, read } from './lint-typescript';

/** The text after the first repair of the first finding. */
function repaired(text: string): string {
  const [finding] = lint(text);
  const repair = finding?.fixes.find(({ kind }) => kind === 'repair');
  return repair === undefined ? text : applyFix(text, repair);
}

const NET = "import net from 'node:net';\nimport http from 'node:http';\n";

describe('a repair silences its finding', () => {
  it.each([
    [
      'a timeout handler that only rejects',
      `export const ask = (port: number) => new Promise((resolve, reject) => {
  const socket = net.connect(port);
  socket.setTimeout(1000, () => reject(new Error('timed out')));
  socket.once('data', (data) => { socket.end(); resolve(data); });
});
`,
      "() => { reject(new Error('timed out')); socket.destroy(); }",
    ],
    [
      'a response that a status leaves unread',
      `export function get(url: string, done: (error: Error | null, response?: http.IncomingMessage) => void) {
  http.get(url, (response) => {
    if (response.statusCode !== 200) return done(new Error('status'));
    done(null, response);
  });
}
`,
      "{ response.resume(); return done(new Error('status')); }",
    ],
    [
      'a raw socket of another path',
      `export function attach(server: http.Server, take: (socket: unknown) => void) {
  server.on('upgrade', (request, socket) => {
    if (request.url !== '/live') {
      console.log('refused');
      return;
    }
    take(socket);
  });
}
`,
      '      socket.destroy();\n      return;',
    ],
    [
      'an end in a timer',
      `export const open = (port: number) => new Promise((resolve, reject) => {
  const socket = net.connect(port, () => resolve(socket));
  setTimeout(() => {
    socket.end();
    reject(new Error('timed out'));
  }, 1000);
});
`,
      "    socket.destroy();\n    reject(new Error('timed out'));",
    ],
    [
      'an answer for a client that goes away',
      `export const server = http.createServer((req, res) => {
  const up = http.get({ port: 8081 }, (answer) => answer.pipe(res));
  up.on('error', () => res.destroy());
});
`,
      "answer.pipe(res));\n  res.on('close', () => up.destroy());\n  up.on('error'",
    ],
    [
      'a timer that rejects',
      `export const open = (port: number) => new Promise((resolve, reject) => {
  const socket = net.connect(port, () => resolve(socket));
  setTimeout(() => reject(new Error('timed out')), 1000);
});
`,
      "() => { socket.destroy(); reject(new Error('timed out')); }",
    ],
    [
      'two pipes',
      `export const proxy = net.createServer((client) => {
  const upstream = net.connect(80);
  client.pipe(upstream);
  upstream.pipe(client);
});
`,
      'pipeline(upstream, client, () => {});',
    ],
    [
      'a socket that nobody reads',
      `export const server = net.createServer((socket) => {
  socket.write('hello');
});
`,
      '  socket.resume();\n  socket.write',
    ],
    [
      'a half-open socket',
      `export const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('data', (data) => socket.write(data));
});
`,
      "  socket.on('end', () => socket.end());\n",
    ],
  ])('%s', (_, code, expected) => {
    expect(lint(NET + code)).toHaveLength(1);
    const after = repaired(NET + code);
    expect(after).toContain(expected);
    expect(lint(after)).toEqual([]);
  });
});

it.each(['end-without-destroy', 'upstream-not-aborted'])(
  'every repair of the fixtures of %s silences its finding and brings no other',
  (rule) => {
    const text = read(`test/fixtures/lint-ts/${rule}.ts`);
    const findings = lint(text);
    const repairs = findings.flatMap(({ fixes }) =>
      fixes.filter(({ kind }) => kind === 'repair').slice(0, 1),
    );
    expect(repairs.length).toBeGreaterThan(1);
    for (const repair of repairs) expect(lint(applyFix(text, repair)).length).toBe(findings.length - 1);
  },
);
