import { describe, expect, it } from 'vitest';
import { Program } from '../../../src/core/lint/dataflow';
import { byName, parseFunctions } from '../../../src/core/lint/ir';
import { knowledgeWith, MODELS, modelOf } from '../../../src/core/lint/models';
import { LintSession, readModels, type UserModel } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';
import { lintText } from './lint-text';

const parsers = await loadParsers();
const knowledge = knowledgeWith([]);

describe.each(MODELS.map((model) => [model.names[0], model] as const))('%s', (_, { names, behaviour }) => {
  it('names its man page, or the manual that says so', () => {
    expect(behaviour.page).toMatch(
      /^[\w.]+\(\d\)$|\((?:Winsock|Microsoft C|ISO C\+\+|GLib documentation|systemd, [\w.-]+)\)$|^lib\w+ [\w.]+(?: documentation)?$/,
    );
  });

  it('survives any number of arguments', () => {
    const calls = names.flatMap((name) =>
      Array.from({ length: 8 }, (_, count) => {
        const given = ['a', '&b', '-1', 'c.*', '?', 'd', 'e'].slice(0, count).join(', ');
        return `  x = call ${name}(${given})`;
      }),
    );
    const text = `fn f(a) {\n  var x, b, c, d, e\nb0:\n${calls.join('\n')}\n  return x\n}\n`;
    expect(() => new Program(parseFunctions(text), knowledge).analyseAll()).not.toThrow();
  });
});

it('no name has two models', () => {
  const names = MODELS.flatMap((model) => model.names);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a function called %s has none',
  (name) => {
    const call = {
      op: 'call',
      to: null,
      callee: byName(name),
      args: [],
      at: { start: 0, end: 0 },
    } as const;
    expect(modelOf(call)).toBeNull();
  },
);

/** A leak that only who knows the API sees, and the code that does it right. */
const CASES: readonly [string, string, readonly string[]][] = [
  [
    "unix(7): a passed descriptor is the receiver's",
    'int f(int s) { struct msghdr m; int fd = -1; if (recvmsg(s, &m, 0) < 0) return -1; struct cmsghdr *c = CMSG_FIRSTHDR(&m); memcpy(&fd, CMSG_DATA(c), sizeof fd); if (fsync(fd) < 0) return -1; return fd; }',
    ['missing-close 1'],
  ],
  [
    "unix(7): what is sent stays the sender's",
    'int f(int s, int fd) { struct msghdr m; struct cmsghdr *c = CMSG_FIRSTHDR(&m); memcpy(CMSG_DATA(c), &fd, sizeof fd); return sendmsg(s, &m, 0); }',
    [],
  ],
  [
    "fdopen(3): after a failure it is still the caller's",
    'FILE *f(void) { int fd = open("a", 0); if (fd < 0) return NULL; FILE *s = fdopen(fd, "r"); if (!s) return NULL; return s; }',
    ['missing-close 1'],
  ],
  [
    'dup2(2): the old one stays open',
    'int f(void) { int fd = open("a", 0); if (fd < 0) return -1; if (dup2(fd, 0) < 0) return -1; close(fd); return 0; }',
    ['missing-close 1'],
  ],
  [
    'dup2(2): it returns the number that it was given',
    'int f(int to) { int fd = open("a", 0); if (fd < 0) return -1; int n = dup2(fd, to); close(fd); return n; }',
    [],
  ],
  [
    'signalfd(2): -1 asks for a new one',
    'int f(void *m) { int fd = signalfd(-1, m, 0); if (fd < 0) return -1; if (fsync(fd)) return -1; return fd; }',
    ['missing-close 1'],
  ],
  [
    'signalfd(2): another is changed',
    'int f(int fd, void *m) { int n = signalfd(fd, m, 0); if (n < 0) return -1; return 0; }',
    [],
  ],
  [
    'openpty(3): forkpty opens in the parent',
    'int f(void) { int m; int pid = forkpty(&m, 0, 0, 0); if (pid < 0) return -1; if (pid == 0) _exit(1); if (fsync(m)) return -1; return m; }',
    ['missing-close 1'],
  ],
  [
    'openpty(3): login_tty closes',
    'int f(void) { int m, s; if (openpty(&m, &s, 0, 0, 0) < 0) return -1; if (login_tty(s) < 0) { close(m); return -1; } return m; }',
    [],
  ],
  [
    'epoll_create(2): an epoll is a descriptor too',
    'int f(void) { int e = epoll_create1(0); if (e < 0) return -1; if (epoll_ctl(e, 1, 0, 0) < 0) return -1; return e; }',
    ['missing-close 1'],
  ],
  [
    'inotify_init(2)',
    'int f(void) { int n = inotify_init1(0); if (n < 0) return -1; if (inotify_add_watch(n, "a", 1) < 0) return -1; return n; }',
    ['missing-close 1'],
  ],
  [
    'memfd_create(2)',
    'int f(void) { int n = memfd_create("a", 0); if (n < 0) return -1; if (ftruncate(n, 9) < 0) return -1; return n; }',
    ['missing-close 1'],
  ],
  [
    'shm_open(3)',
    'int f(void) { int n = shm_open("/a", 0, 0); if (n < 0) return -1; if (ftruncate(n, 9) < 0) return -1; close(n); return 0; }',
    ['missing-close 1'],
  ],
  [
    'mkstemp(3)',
    'int f(char *t) { int n = mkstemp(t); if (n < 0) return -1; if (write(n, t, 9) < 0) return -1; close(n); return 0; }',
    ['missing-close 1'],
  ],
  [
    'BIO_new_socket(3): BIO_NOCLOSE leaves it to the caller',
    'int f(void) { int fd = socket(2, 1, 0); if (fd < 0) return -1; BIO *b = BIO_new_socket(fd, BIO_NOCLOSE); BIO_free(b); return 0; }',
    ['missing-close 1'],
  ],
  [
    'BIO_new_socket(3): BIO_CLOSE does not',
    'int f(void) { int fd = socket(2, 1, 0); if (fd < 0) return -1; BIO *b = BIO_new_socket(fd, BIO_CLOSE); if (!b) { close(fd); return -1; } BIO_free(b); return 0; }',
    [],
  ],
  [
    'SSL_set_fd(3): SSL_free does not close',
    'int f(SSL *s) { int fd = socket(2, 1, 0); if (fd < 0) return -1; SSL_set_fd(s, fd); if (SSL_connect(s) <= 0) { SSL_free(s); return -1; } return fd; }',
    ['missing-close 1'],
  ],
  [
    'libevent: closed with the bufferevent',
    'int f(int l, void *b) { int fd = accept(l, 0, 0); if (fd < 0) return -1; void *e = bufferevent_socket_new(b, fd, BEV_OPT_CLOSE_ON_FREE); if (!e) { close(fd); return -1; } return 0; }',
    [],
  ],
  [
    'libevent: with no option it is not',
    'int f(int l, void *b) { int fd = accept(l, 0, 0); if (fd < 0) return -1; void *e = bufferevent_socket_new(b, fd, 0); if (!e) { close(fd); return -1; } bufferevent_free(e); return 0; }',
    ['missing-close 1'],
  ],
  [
    'libuv: uv_tcp_open owns it if it succeeds',
    'int f(uv_tcp_t *t) { int fd = socket(2, 1, 0); if (fd < 0) return -1; if (uv_tcp_open(t, fd) != 0) return -1; return 0; }',
    ['missing-close 1'],
  ],
  [
    'Winsock: INVALID_SOCKET is the failure',
    'SOCKET f(void) { SOCKET s = WSASocket(2, 1, 0, 0, 0, 0); if (s == INVALID_SOCKET) return s; if (listen(s, 3) == SOCKET_ERROR) return INVALID_SOCKET; return s; }',
    ['missing-close 1'],
  ],
  [
    'Winsock: closesocket',
    'int f(void) { SOCKET s = socket(2, 1, 0); if (s == INVALID_SOCKET) return 1; closesocket(s); return 0; }',
    [],
  ],
  [
    'cleanup attribute',
    'int f(void) { __attribute__((cleanup(closer))) int fd = open("a", 0); if (fd < 0) return -1; return 0; }',
    [],
  ],
  ['g_autofd', 'int f(void) { g_autofd int fd = open("a", 0); if (fd < 0) return -1; return 0; }', []],
  [
    '_cleanup_close_',
    'int f(void) { _cleanup_close_ int fd = open("a", 0); if (fd < 0) return -1; return 0; }',
    [],
  ],
  [
    'getsockopt(2) writes the error',
    'int f(void) { int e = 0, n = 4, fd = socket(2, 1, 0); if (fd < 0) return -1; getsockopt(fd, 1, 4, &e, &n); if (e != 0) return -1; return fd; }',
    ['missing-close 1'],
  ],
];

it.each(CASES)('%s', (_, text, expected) => {
  expect(lintText(text)).toEqual(expected);
});

describe('models of a project', () => {
  const lintWith = (models: unknown, text: string) => {
    const read = readModels(models, 'en');
    expect(read.problems).toEqual([]);
    const session = new LintSession(parsers, 'en', { models: read.models as readonly UserModel[] });
    session.set('a.c', text);
    return session.lint().findings.map(({ rule, line }) => `${rule} ${line}`);
  };

  it.each([
    [
      'opens a result',
      [{ function: 'grab', opens: 'result' }],
      'int f(void) { int x = grab(); if (x < 0) return 1; return 0; }',
      ['missing-close 1'],
    ],
    [
      'fails with another value',
      [{ function: 'grab', opens: 'result', fails: 0 }],
      'int f(void) { int x = grab(); if (x == 0) return 1; close(x); return 0; }',
      [],
    ],
    [
      'opens behind an argument',
      [{ function: 'grab', opens: { argument: 2 } }],
      'int f(int a) { int x; if (grab(a, &x) != 0) return 1; return 0; }',
      ['missing-close 1'],
    ],
    [
      'opens a stream',
      [{ function: 'grab', opens: 'result', kind: 'stream' }],
      'int f(void) { FILE *x = grab(); if (!x) return 1; return 0; }',
      ['missing-close 1'],
    ],
    [
      'closes',
      [{ function: 'see', closes: 2 }],
      'int f(int a) { int x = open("a", 0); if (x < 0) return 1; see(a, x); return 0; }',
      [],
    ],
    [
      'takes several',
      [{ function: 'see', takes: [1, 2] }],
      'int f(void) { int p[2]; if (pipe(p) < 0) return 1; see(p[0], p[1]); return 0; }',
      [],
    ],
    [
      'never returns',
      [{ function: 'see', neverReturns: true }],
      'int f(void) { int x = open("a", 0); if (x < 0) return 1; see(); return 0; }',
      [],
    ],
    [
      'borrows, whatever its name says',
      [{ function: 'close_notify', borrows: true }],
      'int f(void) { int x = open("a", 0); if (x < 0) return 1; close_notify(x); return 0; }',
      ['missing-close 1'],
    ],
    [
      'counts before a body',
      [{ function: 'see', closes: 1 }],
      'static int g; void see(int x) { g = g + 1; }\nint f(void) { int x = open("a", 0); if (x < 0) return 1; see(x); return 0; }',
      [],
    ],
  ] as const)('%s', (_, models, text, expected) => {
    expect(lintWith(models, text)).toEqual(expected);
  });

  it.each([
    [{}, 'expected a list of models, found {}'],
    [[7], 'model 1: expected an object, found 7'],
    [
      [{ function: 'a', closes: 1 }, { closes: 1 }],
      'model 2: "function" is missing: the name of the function that it is about',
    ],
    [[{ function: 'a b', closes: 1 }], 'model 1: "function" must be the name of a C function, found "a b"'],
    [
      [{ function: 'a' }],
      'model 1: it says nothing about the function; expected one of opens, closes, takes, neverReturns, borrows',
    ],
    [
      [{ function: 'a', close: 1 }],
      'model 1: there is no property "close"; there are function, opens, kind, fails, closes, takes, neverReturns, borrows',
    ],
    [
      [{ function: 'a', opens: 'reslt' }],
      'model 1: "opens" must be "result" or {"argument": 1}, found "reslt"',
    ],
    [
      [{ function: 'a', closes: 0 }],
      'model 1: "closes" must be the number of an argument, from 1 on, found 0',
    ],
    [
      [{ function: 'a', takes: [] }],
      'model 1: "takes" must be the number of an argument, from 1 on, or a list of such, found []',
    ],
    [[{ function: 'a', borrows: true, closes: 1 }], 'model 1: "borrows" allows no other statement beside it'],
    [
      [{ function: 'a', kind: 'file', opens: 'result' }],
      'model 1: "kind" must be descriptor, socket, stream or directory, found "file"',
    ],
    [[{ function: 'a', neverReturns: 'yes' }], 'model 1: "neverReturns" must be true, found "yes"'],
  ])('%j is refused', (models, problem) => {
    expect(readModels(models, 'en').problems).toEqual([problem]);
  });
});
