/** A program that is judged twice: by the linter, and by the kernel after a peer connected and closed. */
export interface Program {
  readonly rule: string;
  /** The body of `serve`, which gets a listening socket on a free port, and is called once. */
  readonly bad: string;
  readonly good: string;
  /** What stands before `serve`, in C++, of the bad program and of the good one. */
  readonly classes?: readonly [bad: string, good: string];
  /** What the kernel shows of the bad one while it goes on running. */
  readonly shows:
    | 'close-wait'
    | 'descriptors'
    | 'unaccepted'
    | 'bystander-closed'
    | 'bystander-written'
    | 'errno';
}

const ACCEPT = 'int c = accept(l, 0, 0); if (c < 0) return -1;';

/** A class that accepts. */
const connectionWith = (destructor: string): string =>
  `class Connection { public: explicit Connection(int l) { fd_ = accept(l, nullptr, nullptr); } ${destructor} int fd() const { return fd_; } private: int fd_ = -1; };`;
const CONNECTED =
  'Connection c(l); if (c.fd() < 0) return -1; char b[64]; if (recv(c.fd(), b, sizeof b, 0) <= 0) return -1; return 0;';

export const PROGRAMS: readonly Program[] = [
  {
    rule: 'missing-close',
    shows: 'close-wait',
    bad: `${ACCEPT} char b[64]; if (recv(c, b, sizeof b, 0) <= 0) return -1; close(c); return 0;`,
    good: `${ACCEPT} char b[64]; if (recv(c, b, sizeof b, 0) <= 0) { close(c); return -1; } close(c); return 0;`,
  },
  {
    rule: 'missing-close',
    shows: 'descriptors',
    bad: `${ACCEPT} int p[2]; if (pipe(p) < 0) { close(c); return -1; } close(p[0]); close(c); return 0;`,
    good: `${ACCEPT} int p[2]; if (pipe(p) < 0) { close(c); return -1; } close(p[0]); close(p[1]); close(c); return 0;`,
  },
  {
    rule: 'unreachable-close',
    shows: 'close-wait',
    bad: `${ACCEPT} while (1) { pause(); } close(c); return 0;`,
    good: `${ACCEPT} while (1) { char b[64]; if (recv(c, b, sizeof b, 0) <= 0) break; } close(c); return 0;`,
  },
  {
    rule: 'eof-ignored',
    shows: 'close-wait',
    bad: `${ACCEPT} char b[64]; for (;;) { int n = recv(c, b, sizeof b, 0); if (n < 0) break; usleep(1000); } close(c); return 0;`,
    good: `${ACCEPT} char b[64]; for (;;) { int n = recv(c, b, sizeof b, 0); if (n <= 0) break; usleep(1000); } close(c); return 0;`,
  },
  {
    rule: 'serial-accept',
    shows: 'unaccepted',
    bad: `for (;;) { ${ACCEPT} char b[64]; while (recv(c, b, sizeof b, 0) > 0) usleep(1); close(c); }`,
    good: `for (;;) { ${ACCEPT} char b[64]; struct timeval t = {0, 100000}; setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t); while (recv(c, b, sizeof b, 0) > 0) usleep(1); close(c); }`,
  },
  {
    rule: 'double-close',
    shows: 'bystander-closed',
    bad: `${ACCEPT} close(c); let_others_open(O_RDONLY); close(c); return 0;`,
    good: `${ACCEPT} close(c); c = -1; let_others_open(O_RDONLY); if (c >= 0) close(c); return 0;`,
  },
  {
    rule: 'use-after-close',
    shows: 'bystander-written',
    bad: `${ACCEPT} close(c); let_others_open(O_WRONLY); if (write(c, "bye", 3) < 0) return -1; return 0;`,
    good: `${ACCEPT} if (write(c, "bye", 3) < 0) { close(c); return -1; } close(c); let_others_open(O_WRONLY); return 0;`,
  },
  {
    rule: 'unchecked-descriptor',
    shows: 'errno',
    bad: `${ACCEPT} allow_no_more(); int s = socket(AF_INET, SOCK_STREAM, 0); if (listen(s, 8) < 0) { tell(errno); close(c); return -1; } close(s); close(c); return 0;`,
    good: `${ACCEPT} allow_no_more(); int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) { tell(errno); close(c); return -1; } if (listen(s, 8) < 0) tell(errno); close(s); close(c); return 0;`,
  },
  {
    rule: 'descriptor-inherited',
    shows: 'close-wait',
    bad: `for (;;) { ${ACCEPT} if (fork() == 0) { char b[64]; close(l); while (recv(c, b, sizeof b, 0) > 0) usleep(1); _exit(0); } }`,
    good: `for (;;) { ${ACCEPT} if (fork() == 0) { char b[64]; close(l); while (recv(c, b, sizeof b, 0) > 0) usleep(1); _exit(0); } close(c); }`,
  },
  {
    rule: 'descriptor-inherited',
    shows: 'close-wait',
    bad: `${ACCEPT} if (fork() == 0) { close(l); execl("/bin/sleep", "sleep", "30", (char *)0); _exit(127); } close(c); return 0;`,
    good: `int c = accept4(l, 0, 0, SOCK_CLOEXEC); if (c < 0) return -1; if (fork() == 0) { close(l); execl("/bin/sleep", "sleep", "30", (char *)0); _exit(127); } close(c); return 0;`,
  },
  {
    rule: 'missing-destructor',
    shows: 'close-wait',
    classes: [connectionWith(''), connectionWith('~Connection() { if (fd_ >= 0) close(fd_); }')],
    bad: CONNECTED,
    good: CONNECTED,
  },
];

/** The file that the programs' other thread opens: its path is the program's, and this behind it. */
export const BYSTANDER = '.bystander';
/** What a program says of errno: nothing else that it prints begins like this. */
export const ERRNO = /^errno (\d+)$/m;

/** The whole of a program: it prints its port, serves, and stays until it is killed. */
export const sourceOf = (body: string, classes = ''): string => `#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const char *bystander;
static int opened_by_others = -1;

static void *open_bystander(void *flags) {
  opened_by_others = open(bystander, *(int *)flags | O_CREAT, 0600);
  return NULL;
}

/* Another thread opens a file: it gets the lowest number that is free. */
static void let_others_open(int flags) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, open_bystander, &flags) == 0) pthread_join(thread, NULL);
}

static void allow_no_more(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_NOFILE, &none);
}

static void tell(int error) {
  printf("errno %d\\n", error);
  fflush(stdout);
}

${classes}
static int serve(int l) { ${body} }

int main(int argc, char **argv) {
  struct sockaddr_in a = {0};
  socklen_t size = sizeof a;
  bystander = argv[argc - 1];
  int l = socket(AF_INET, SOCK_STREAM, 0);
  a.sin_family = AF_INET;
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (l < 0 || bind(l, (struct sockaddr *)&a, sizeof a) < 0 || listen(l, 8) < 0) return 1;
  if (getsockname(l, (struct sockaddr *)&a, &size) < 0) return 1;
  printf("%d\\n", ntohs(a.sin_port));
  fflush(stdout);
  serve(l);
  for (;;) pause();
}
`;
