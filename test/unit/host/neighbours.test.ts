import { expect, test } from 'vitest';
import { Neighbours } from '../../../src/host/worker/neighbours';

function holding(files: Readonly<Record<string, string>>): Neighbours {
  const neighbours = new Neighbours();
  for (const [path, text] of Object.entries(files)) neighbours.set(path, text);
  return neighbours;
}

const MAIN =
  '#include "net.h"\nint main(void) {\n  int fd = open_listener();\n  xclose(fd);\n  return 0;\n}\n';

test('a file needs the headers that it includes and the files that define what it calls', () => {
  const neighbours = holding({
    '/w/main.c': MAIN,
    '/w/include/net.h': '#define BACKLOG 5\nint open_listener(void);\n',
    '/w/listen.c': 'int\nopen_listener (void)\n{\n  return 0;\n}\n',
    '/w/close.c': 'void xclose(int fd) {\n  close(fd);\n}\n',
    '/w/other.c': 'int other(void) {\n  return xclose(1);\n}\n',
  });
  expect([...neighbours.of(['/w/main.c'])].sort()).toEqual(['/w/close.c', '/w/include/net.h', '/w/listen.c']);
});

test('of headers of one name only the one that is meant, of whichever is nearest to the file', () => {
  const neighbours = holding({
    '/w/a/main.c': '#include "config.h"\n#include "sys/net.h"\n',
    '/w/a/config.h': '#define A 1\n',
    '/w/b/config.h': '#define A 2\n',
    '/w/b/main.c': '#include "../b/config.h"\n',
    '/w/include/sys/net.h': '#define N 1\n',
    '/w/include/net.h': '#define N 2\n',
  });
  expect(neighbours.of(['/w/a/main.c'])).toEqual(['/w/a/config.h', '/w/include/sys/net.h']);
  expect(neighbours.of(['/w/b/main.c'])).toEqual(['/w/b/config.h']);
  neighbours.delete('/w/a/config.h');
  neighbours.set('/w/config.h', '#define A 3\n');
  expect(neighbours.of(['/w/a/main.c'])).toEqual(['/w/config.h', '/w/include/sys/net.h']);
});

test('a body may stand in one line, and a method or destructor outside of its class', () => {
  const neighbours = holding({
    '/w/main.cpp': '#include "conn.hpp"\nint main() {\n  Conn conn;\n  conn.start(1);\n  quiet(2);\n}\n',
    '/w/conn.hpp':
      'class Conn : public Base {\n public:\n  ~Conn();\n  std::vector<int> start(int port);\n};\n',
    '/w/life.cpp': 'Conn::~Conn() {\n  close(fd);\n}\n',
    '/w/start.cpp': 'std::vector<int> Conn::start(int port)\n{\n  return {};\n}\n',
    '/w/quiet.cpp': 'void quiet(int fd) { close(fd); }\n',
    '/w/other.cpp': 'Other::~Other() { quiet(1); }\nint Conn::other() { return 1; }\n',
  });
  expect([...neighbours.of(['/w/main.cpp'])].sort()).toEqual([
    '/w/conn.hpp',
    '/w/life.cpp',
    '/w/quiet.cpp',
    '/w/start.cpp',
  ]);
});

test('what they need themselves counts too, a declaration does not', () => {
  const neighbours = holding({
    '/w/main.c': MAIN,
    '/w/close.c': 'void xclose(int fd) {\n  really_close(fd);\n}\n',
    '/w/really.c': 'void really_close(int fd)\n{\n  close(fd);\n}\n',
    '/w/declares.c': 'void really_close(int fd);\nextern int open_listener(void);\n',
  });
  expect([...neighbours.of(['/w/main.c'])].sort()).toEqual(['/w/close.c', '/w/really.c']);
});

test('a file that is gone or has another text is not needed any more', () => {
  const neighbours = holding({ '/w/main.c': MAIN, '/w/close.c': 'void xclose(int fd) {\n}\n' });
  neighbours.set('/w/close.c', 'void yclose(int fd) {\n}\n');
  expect(neighbours.of(['/w/main.c'])).toEqual([]);
  neighbours.set('/w/close.c', 'void xclose(int fd) {\n}\n');
  neighbours.delete('/w/close.c');
  expect(neighbours.of(['/w/main.c'])).toEqual([]);
});

test('there is an end to what one file needs', () => {
  const many = Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => [`/w/${at}.c`, `void f(int a${at}) {\n}\n`]),
  );
  const neighbours = holding({ ...many, '/w/main.c': 'int main(void) { f(1); }\n' });
  expect(neighbours.of(['/w/main.c']).length).toBe(200);
});

test('a hostile text costs no more than its length', () => {
  const began = performance.now();
  holding({
    '/w/a.c': 'a '.repeat(200_000),
    '/w/b.c': 'a'.repeat(400_000),
    '/w/c.c': `${'x(('.repeat(100_000)}\n`,
    '/w/d.c': `a${' '.repeat(400_000)}b`,
    '/w/e.c': `#${' '.repeat(200_000)}include ${'/'.repeat(200_000)}`,
  });
  expect(performance.now() - began).toBeLessThan(1000);
});
