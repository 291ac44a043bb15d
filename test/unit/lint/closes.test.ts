import { expect, test } from 'vitest';
import { SiteIndex } from '../../../src/core/lint/workspace';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

/** `close(c) after recv:5`, by line. */
function closes(path: string, text: string): string[] {
  const index = new SiteIndex(parsers);
  index.set(path, text);
  const line = (at: number) => text.slice(0, at).split('\n').length;
  return index
    .closesIn(path)
    .map(({ at, call, after }) =>
      after === null ? `${line(at)} ${call}` : `${line(at)} ${call} after ${after.name}:${line(after.at)}`,
    );
}

const C = (body: string) => `void serve(int s) {
  int c = accept(s, 0, 0);
${body}
}
`;

test.each([
  ['behind a call that waits', '  recv(c, b, 1, 0);\n  close(c);', ['4 close(c) after recv:3']],
  ['behind a loop that waits', '  while (read(c, b, 1) > 0) ;\n  close(c);', ['4 close(c) after read:3']],
  ['where nothing waits before', '  close(c);\n  recv(s, b, 1, 0);', ['3 close(c)']],
  ['where a branch leads around the wait', '  if (x) recv(c, b, 1, 0);\n  close(c);', ['4 close(c)']],
  [
    'in the branch of the wait',
    '  if (recv(c, b, 1, 0) < 0) {\n    close(c);\n  }',
    ['4 close(c) after recv:3'],
  ],
  ['behind a wait that && may pass over', '  if (x && recv(c, b, 1, 0)) y();\n  close(c);', ['4 close(c)']],
  ['of another descriptor', '  close(s);', []],
])('a close in C %s', (_, body, expected) => {
  expect(closes('a.c', C(body))).toEqual(expected);
});

test('a goto leads anywhere', () => {
  expect(closes('a.c', C('  if (x) goto out;\n  recv(c, b, 1, 0);\nout:\n  close(c);'))).toEqual([
    '6 close(c)',
  ]);
});

test('a close in Node, in the listener of an event or outside of all', () => {
  const text = `server.on('connection', (socket) => {
  socket.on('end', () => socket.end());
  socket.destroy();
});
`;
  expect(closes('a.ts', text)).toEqual([
    '2 socket.end() after end:2',
    '3 socket.destroy() after connection:1',
  ]);
});
