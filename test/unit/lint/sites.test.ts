import { expect, test } from 'vitest';
import { SiteIndex } from '../../../src/core/lint/workspace';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

/** `line role port sureness`, with the names on the way to the number. */
function sites(files: Readonly<Record<string, string>>): string[] {
  const index = new SiteIndex(parsers);
  for (const [path, text] of Object.entries(files)) index.set(path, text);
  return index.sites().map(({ file, start, role, port, path, sureness, steps }) => {
    const line = files[file].slice(0, start).split('\n').length;
    const names = steps.map(({ kind, name }) => `${kind} ${name}`);
    return [`${file}:${line}`, role, port ?? path ?? '?', sureness, ...names].join(' ');
  });
}

const server = (port: string, before = '', within = 'int serve(void)') =>
  `${before}${within} {
  struct sockaddr_in a;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  a.sin_port = htons(${port});
  if (bind(fd, (struct sockaddr *)&a, sizeof a) < 0) return -1;
  return listen(fd, 5);
}
`;

test.each([
  ['a number', server('8000'), ['s.c:5 listens 8000 certain']],
  [
    'a macro',
    server('PORT', '#define PORT 8000 // of the service\n'),
    ['s.c:6 listens 8000 certain named PORT'],
  ],
  [
    'a macro of a macro',
    server('PORT', '#define A (8000)\n#define PORT A\n'),
    ['s.c:7 listens 8000 certain named PORT named A'],
  ],
  [
    'a macro in hexadecimal',
    server('PORT', '#define PORT 0x1F40u\n'),
    ['s.c:6 listens 8000 certain named PORT'],
  ],
  ['an enumerator', server('PORT', 'enum { PORT = 0x1f40 };\n'), ['s.c:6 listens 8000 certain named PORT']],
  [
    'an enumerator that counts on',
    server('PORT', 'enum { ADMIN = 7998, DATA, PORT };\n'),
    ['s.c:6 listens 8000 certain named PORT'],
  ],
  [
    'a macro that adds to another',
    server('PORT', '#define BASE 7990\n#define PORT (BASE + 10)\n'),
    ['s.c:7 listens 8000 certain named PORT named BASE'],
  ],
  ['a sum', server('BASE + 10', '#define BASE 7990\n'), ['s.c:6 listens 8000 certain named BASE']],
  [
    'a variable of the file that the command line may set',
    server('port', 'static int port = 8000;\n', 'int serve(char **argv)').replace(
      '  int fd',
      '  port = atoi(argv[1]);\n  int fd',
    ),
    ['s.c:7 listens 8000 likely named port'],
  ],
  [
    // /etc/services: http-alt 8080/tcp
    'a service name',
    server('0').replace('htons(0)', 'getservbyname("http-alt", "tcp")->s_port'),
    ['s.c:5 listens 8080 certain'],
  ],
  [
    'a constant',
    server('port', 'static const int port = 8000;\n'),
    ['s.c:6 listens 8000 certain named port'],
  ],
  ['a command line', server('atoi(argv[1])'), ['s.c:5 listens ? open']],
  [
    'a default that the command line replaces',
    server('argc > 1 ? atoi(argv[1]) : 8000'),
    ['s.c:5 listens 8000 likely'],
  ],
  [
    'what a caller passes',
    `${server('port', '', 'int serve(int port)')}int main(void) { return serve(8000); }\n`,
    ['s.c:5 listens 8000 certain argument port'],
  ],
  [
    'what several callers pass',
    `${server('port', '', 'int serve(int port)')}int main(void) { return serve(8000) + serve(9000); }\n`,
    ['s.c:5 listens 8000 likely argument port', 's.c:5 listens 9000 likely argument port'],
  ],
  [
    'a field with a default',
    `${server('c->port', '', 'int serve(struct config *c)')}void init(struct config *c) { c->port = 8000; }\n`,
    ['s.c:5 listens 8000 likely field port'],
  ],
  [
    'a service that is looked up',
    `int serve(void) {
  getaddrinfo(0, "8000", &hints, &found);
  for (at = found; at; at = at->ai_next) {
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0) break;
  }
  return listen(fd, 5);
}
`,
    ['s.c:4 listens 8000 certain'],
  ],
  [
    'a number that is printed into the service',
    `int serve(int port) {
  char text[6];
  snprintf(text, sizeof text, "%d", port);
  getaddrinfo(0, text, &hints, &found);
  bind(fd, found->ai_addr, found->ai_addrlen);
  return listen(fd, 5);
}
int main(void) { return serve(8000); }
`,
    ['s.c:5 listens 8000 certain named text argument port'],
  ],
  [
    'an initialiser, and a client',
    `int call(void) {
  struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(5432) };
  return connect(fd, (struct sockaddr *)&a, sizeof a);
}
`,
    ['s.c:3 connects 5432 certain'],
  ],
  [
    'a unix socket has no port',
    `int call(void) {
  struct sockaddr_un a;
  return connect(fd, (struct sockaddr *)&a, sizeof a);
}
`,
    [],
  ],
  [
    'a datagram socket does not listen',
    `int udp(void) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  a.sin_port = htons(53);
  return bind(fd, (struct sockaddr *)&a, sizeof a);
}
`,
    [],
  ],
  ['port 0 is left to the kernel', server('0'), ['s.c:5 listens ? open']],
])('the port of C code: %s', (_, text, expected) => {
  expect(sites({ 's.c': text })).toEqual(expected);
});

test.each([
  ['a number', 'net.createServer().listen(8000);', ['s.ts:1 listens 8000 certain']],
  ['options', "server.listen({ host: '::', port: 8000 });", ['s.ts:1 listens 8000 certain']],
  [
    'a constant',
    'const PORT = 8_000;\napp.listen(PORT, () => {});',
    ['s.ts:2 listens 8000 certain named PORT'],
  ],
  [
    'the environment, with a default',
    'const port = Number(process.env.PORT) || 8000;\nserver.listen(port);',
    ['s.ts:2 listens 8000 likely named port'],
  ],
  ['the environment alone', 'server.listen(process.env.PORT);', ['s.ts:1 listens ? open']],
  [
    'what a caller passes',
    'export function start(port: number) {\n  return app.listen(port);\n}\nstart(8000);',
    ['s.ts:2 listens 8000 certain argument port'],
  ],
  [
    'a preset that no caller replaces',
    'export const start = (port = 8000) => app.listen(port);',
    ['s.ts:1 listens 8000 likely named port'],
  ],
  [
    'a field of the class, not of another object',
    'class A { port = 8000; run() { this.server.listen(this.port); } }\nconst other = { port: 1 };',
    ['s.ts:1 listens 8000 likely field port'],
  ],
  ['a path', "server.listen('/run/app.sock');", ['s.ts:1 listens /run/app.sock certain']],
  [
    'a path in options that the environment may set',
    "const SOCK = process.env.SOCK || '/run/app.sock';\nserver.listen({ path: SOCK });",
    ['s.ts:2 listens /run/app.sock certain'],
  ],
  ['no port at all', 'server.listen(() => {});', []],
  ['a client', "net.connect({ port: 5432, host: 'db' });", ['s.ts:1 connects 5432 certain']],
  ['a URL', "await fetch('http://db:9200/_search');", ['s.ts:1 connects 9200 certain']],
  ['a WebSocket', "new WebSocket('ws://host:8080/feed');", ['s.ts:1 connects 8080 certain']],
  ['a getter of something else', "map.get('port');", []],
])('the port of Node code: %s', (_, text, expected) => {
  expect(sites({ 's.ts': text })).toEqual(expected);
});

test('a constant of another file is found', () => {
  expect(sites({ 'config.h': '#define PORT 8000\n', 's.c': server('PORT') })).toEqual([
    's.c:5 listens 8000 certain named PORT',
  ]);
  expect(
    sites({
      'config.ts': 'export const PORT = 8000;',
      's.ts': "import { PORT } from './config';\nserver.listen(PORT);",
    }),
  ).toEqual(['s.ts:2 listens 8000 certain named PORT']);
});

test('a constant of its own file comes before one of the same name elsewhere', () => {
  const others = { 'other.h': '#define PORT 1\n', 's.c': server('PORT', '#define PORT 8000\n') };
  expect(sites(others)).toEqual(['s.c:6 listens 8000 certain named PORT']);
});

test('names that lead back to themselves end', () => {
  expect(sites({ 's.c': server('A', '#define A B\n#define B A\n') })).toEqual(['s.c:7 listens ? open']);
  expect(sites({ 's.ts': 'const a = b;\nconst b = a;\nserver.listen(a);' })).toEqual([
    's.ts:3 listens ? open',
  ]);
});

test('an edit is seen, also of the file that only has the number', () => {
  const index = new SiteIndex(parsers);
  index.set('config.h', '#define PORT 8000\n');
  index.set('s.c', server('PORT'));
  expect(index.sites().map(({ port }) => port)).toEqual([8000]);
  index.set('config.h', '#define PORT 9000\n');
  expect(index.sites().map(({ port }) => port)).toEqual([9000]);
  index.remove('config.h');
  expect(index.sites().map(({ port }) => port)).toEqual([null]);
});

test('a name that very many files give a value of their own is what its own file says', () => {
  const files: Record<string, string> = {};
  for (let at = 0; at < 60; at++) {
    files[`s${at}.c`] = server('PORT', `#define PORT ${8000 + at}\n`);
    files[`t${at}.ts`] = `const port = ${9000 + at};\nserver.listen(port);\n`;
  }
  const found = sites(files);
  expect(found).toContain('s41.c:6 listens 8041 certain named PORT');
  expect(found).toContain('t41.ts:2 listens 9041 certain named port');
});

const asio = (rest: string): string => `#include <boost/asio.hpp>\nusing boost::asio::ip::tcp;\n${rest}`;

test.each([
  [
    'an endpoint of Asio on every address',
    asio('int main() { tcp::acceptor a(io, tcp::endpoint(tcp::v6(), 8000)); }'),
    ['s.cpp:3 listens 8000 certain'],
  ],
  [
    'an endpoint in braces, in a member',
    asio(
      'struct S { S(unsigned short p) : a_(io, {tcp::v4(), p}) {} tcp::acceptor a_; };\nint main() { auto s = std::make_unique<S>(8000); }',
    ),
    ['s.cpp:3 listens 8000 certain argument p'],
  ],
  [
    'an endpoint of a client',
    asio(
      'void dial() { tcp::endpoint there(boost::asio::ip::make_address("10.0.0.1"), 5432); socket.connect(there); }',
    ),
    ['s.cpp:3 connects 5432 certain'],
  ],
  [
    'the default of a member, and of a constructor',
    'class S { public: explicit S(int p = 8000) : port_(p) {} int run() { sockaddr_in a{}; a.sin_port = htons(port_); ::bind(fd, reinterpret_cast<sockaddr*>(&a), sizeof a); return ::listen(fd, 5); } int port_ = 8000; };',
    ['s.cpp:1 listens 8000 likely named port_ named p'],
  ],
  [
    'a constant of a class, behind a cast',
    'struct C { static constexpr int kPort = 8000; };\nint run() { sockaddr_in a{}; a.sin_port = htons(static_cast<uint16_t>(C::kPort)); bind(fd, (sockaddr*)&a, sizeof a); return listen(fd, 5); }',
    ['s.cpp:2 listens 8000 certain named kPort'],
  ],
  [
    'libuv',
    'int main() { uv_ip4_addr("0.0.0.0", 8000, &addr); uv_tcp_bind(&server, (const struct sockaddr*)&addr, 0); }',
    ['s.cpp:1 listens 8000 certain'],
  ],
  [
    'libevent',
    'int main() { evhttp_bind_socket(http, "0.0.0.0", 8000); bufferevent_socket_connect_hostname(b, dns, AF_INET, "db", 5432); }',
    ['s.cpp:1 listens 8000 certain', 's.cpp:1 connects 5432 certain'],
  ],
  [
    'a host and a port in one text',
    'int main() { std::string at("0.0.0.0:50051"); builder.AddListeningPort(at, creds); mg_http_listen(&m, "http://0.0.0.0:8000", fn, 0); }',
    ['s.cpp:1 listens 50051 certain named at', 's.cpp:1 listens 8000 certain'],
  ],
  [
    'cpp-httplib and Qt',
    'int main() { svr.listen("0.0.0.0", 8000); tcp->listen(QHostAddress::Any, 9000); s.connectToHost("db", 5432); }',
    ['s.cpp:1 listens 8000 certain', 's.cpp:1 listens 9000 certain', 's.cpp:1 connects 5432 certain'],
  ],
  [
    'no port: bind of the standard library, and a backlog',
    'auto f = std::bind(g, 8000); acceptor.listen(128);',
    [],
  ],
])('the port of C++ code: %s', (_, text, expected) => {
  expect(sites({ 's.cpp': text })).toEqual(expected);
});

test('a member has the default of its own class, not that of another which the source does not include', () => {
  const run =
    'bool S::run() { sockaddr_in a{}; a.sin_port = htons(port_); bind(fd, (sockaddr*)&a, sizeof a); return listen(fd, 5); }\n';
  const files = {
    'a.hpp': 'class S { int port_ = 8000; };\n',
    'b.hpp': 'class T { int port_ = 9000; };\n',
    's.cpp': `#include "a.hpp"\n${run}`,
  };
  expect(sites(files)).toEqual(['s.cpp:2 listens 8000 likely named port_']);
});

test('the path of a unix socket is a macro or a variable', () => {
  const serve = (path: string) => `int serve(void) {
  struct sockaddr_un a;
  strncpy(a.sun_path, ${path}, sizeof a.sun_path - 1);
  bind(fd, (struct sockaddr *)&a, sizeof a);
  return listen(fd, 5);
}
`;
  expect(sites({ 'a.c': `#define AT "/run/a.sock"\n${serve('AT')}` })).toEqual([
    'a.c:5 listens /run/a.sock certain',
  ]);
  expect(sites({ 'b.c': `static const char path[] = "/run/b.sock";\n${serve('path')}` })).toEqual([
    'b.c:5 listens /run/b.sock certain',
  ]);
});
