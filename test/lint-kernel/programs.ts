/** A program that is judged twice: by the linter, and by the kernel after a peer connected and closed. */
export interface Program {
  readonly rule: string;
  /** The body of `serve`, which gets a listening socket on a free port, and is called once. */
  readonly bad: string;
  readonly good: string;
  /** What the kernel shows of the bad one while it goes on running. */
  readonly shows: 'close-wait' | 'descriptors' | 'unaccepted';
}

const ACCEPT = 'int c = accept(l, 0, 0); if (c < 0) return -1;';

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
];

/** The whole of a program: it prints its port, serves, and stays until it is killed. */
export const sourceOf = (body: string): string => `#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int serve(int l) { ${body} }

int main(void) {
  struct sockaddr_in a = {0};
  socklen_t size = sizeof a;
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
