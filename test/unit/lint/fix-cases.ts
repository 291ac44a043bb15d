/** A program with one finding, the title of its best fix, and the part that the fix changes, before and after. */
export interface FixCase {
  readonly name: string;
  readonly rule: string;
  readonly program: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

const HEADERS = `#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
`;

const missingClose = (
  name: string,
  title: string,
  program: string,
  before: string,
  after: string,
): FixCase => ({
  name,
  rule: 'missing-close',
  program: HEADERS + program,
  title,
  before,
  after,
});

const endIgnored = (
  name: string,
  title: string,
  program: string,
  before: string,
  after: string,
): FixCase => ({
  ...missingClose(name, title, program, before, after),
  rule: 'eof-ignored',
});

const inherited = (name: string, title: string, program: string, before: string, after: string): FixCase => ({
  ...missingClose(name, title, program, before, after),
  rule: 'descriptor-inherited',
});

export const FIX_CASES: readonly FixCase[] = [
  missingClose(
    'a return that is all that an if has gets braces',
    'Close it here: close(fd);',
    `int listener(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (listen(fd, 8) < 0)
        return -1;
    return fd;
}
`,
    `    if (listen(fd, 8) < 0)
        return -1;
`,
    `    if (listen(fd, 8) < 0) {
        close(fd);
        return -1;
    }
`,
  ),
  missingClose(
    'on one line the braces open new ones',
    'Close it here: close(fd);',
    `int listener(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (listen(fd, 8) < 0) return -1;
  return fd;
}
`,
    `  if (listen(fd, 8) < 0) return -1;
`,
    `  if (listen(fd, 8) < 0) {
    close(fd);
    return -1;
  }
`,
  ),
  missingClose(
    'tabs stay tabs, and a block stays a block',
    'Close it here: closedir(dir);',
    `int count(const char *path)
{
	DIR *dir = opendir(path);
	if (dir == NULL)
		return -1;
	if (readdir(dir) == NULL) {
		perror(path);
		return 0;
	}
	closedir(dir);
	return 1;
}
`,
    `		perror(path);
		return 0;
`,
    `		perror(path);
		closedir(dir);
		return 0;
`,
  ),
  missingClose(
    'errno is what it was before the close',
    'Close it here: close(fd);',
    `int listener(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -errno;
  if (listen(fd, 8) < 0)
    return -errno;
  return fd;
}
`,
    `  if (listen(fd, 8) < 0)
    return -errno;
`,
    `  if (listen(fd, 8) < 0) {
    int saved_errno = errno;
    close(fd);
    return -saved_errno;
  }
`,
  ),
  missingClose(
    "a label that cleans up is the author's own way",
    "Jump to 'fail', which closes it",
    `int listener(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (bind(fd, NULL, 0) < 0) goto fail;
  if (listen(fd, 8) < 0) return -1;
  return fd;
fail:
  close(fd);
  return -1;
}
`,
    '  if (listen(fd, 8) < 0) return -1;\n',
    '  if (listen(fd, 8) < 0) goto fail;\n',
  ),
  missingClose(
    'the value that is returned goes where the label returns it from',
    "Jump to 'out', which closes it",
    `int load(const char *path) {
  int rc = -1;
  char *buffer = NULL;
  int fd = open(path, O_RDONLY);
  if (fd < 0) return -1;
  buffer = malloc(10);
  if (buffer == NULL)
    return -2;
  if (read(fd, buffer, 10) < 0) goto out;
  rc = 0;
out:
  free(buffer);
  close(fd);
  return rc;
}
`,
    `  if (buffer == NULL)
    return -2;
`,
    `  if (buffer == NULL) {
    rc = -2;
    goto out;
  }
`,
  ),
  missingClose(
    'where there may be nothing to close it asks',
    'Close it here: if (b >= 0) close(b);',
    `int both(int rc) {
  int a = -1, b = -1;
  a = open("a", O_RDONLY);
  if (a < 0) goto out;
  b = open("b", O_RDONLY);
  if (b < 0) goto out;
  rc = 0;
out:
  if (a >= 0) close(a);
  return rc;
}
`,
    '  return rc;\n',
    '  if (b >= 0) close(b);\n  return rc;\n',
  ),
  missingClose(
    'before the next turn of a loop',
    'Close it here: close(c);',
    `int serve(int l) {
  int c;
  for (;;) {
    c = accept(l, NULL, NULL);
    if (c < 0)
      return -1;
    if (fcntl(c, F_SETFL, O_NONBLOCK) < 0) {
      perror("fcntl");
      continue;
    }
    close(c);
  }
}
`,
    `      perror("fcntl");
      continue;
`,
    `      perror("fcntl");
      close(c);
      continue;
`,
  ),
  missingClose(
    "at the end of a scope, with its opener's own closer",
    'Close it here: pclose(f);',
    `void run(void) {
  FILE *f = popen("true", "r");
  if (f == NULL) return;
  puts("running");
}
`,
    '  puts("running");\n}\n',
    '  puts("running");\n  pclose(f);\n}\n',
  ),
  missingClose(
    "with the project's own closer",
    'Close it here: sock_close(fd);',
    `static void sock_close(int fd) { close(fd); }
int listener(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (bind(fd, NULL, 0) < 0) { sock_close(fd); return -1; }
  if (listen(fd, 8) < 0) return -1;
  return fd;
}
`,
    '  if (listen(fd, 8) < 0) return -1;\n',
    `  if (listen(fd, 8) < 0) {
    sock_close(fd);
    return -1;
  }
`,
  ),
  missingClose(
    'before the memory that holds it is freed',
    'Close it here: close(c->fd);',
    `struct conn { int fd; };
struct conn *dial(void) {
  struct conn *c = malloc(sizeof *c);
  if (c == NULL) return NULL;
  c->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (c->fd < 0) { free(c); return NULL; }
  if (listen(c->fd, 8) < 0) {
    free(c);
    return NULL;
  }
  return c;
}
`,
    `  if (listen(c->fd, 8) < 0) {
    free(c);
`,
    `  if (listen(c->fd, 8) < 0) {
    close(c->fd);
    free(c);
`,
  ),
  missingClose(
    'before an else',
    'Close it here: close(fd);',
    `int choose(int how) {
  int fd = open("x", O_RDONLY);
  if (fd < 0)
    return -1;
  if (how == 1)
    return 5;
  else
    close(fd);
  return 0;
}
`,
    `  if (how == 1)
    return 5;
`,
    `  if (how == 1) {
    close(fd);
    return 5;
  }
`,
  ),
  endIgnored(
    'a comparison with less than 0 takes 0 in',
    'Treat 0 like an error: <= 0',
    `int drain(int fd) {
  char data[512];
  for (;;) {
    ssize_t n = recv(fd, data, sizeof data, 0);
    if (n < 0) return -1;
    printf("%s", data);
  }
}
`,
    'if (n < 0) return -1;',
    'if (n <= 0) return -1;',
  ),
  endIgnored(
    'so does one with -1 around the call',
    'Treat 0 like an error: <= 0',
    `int drain(int fd) {
  char data[512];
  ssize_t n;
  while (1) {
    if ((n = recv(fd, data, sizeof data, 0)) == -1) {
      perror("recv");
      break;
    }
    printf("%s", data);
  }
  return close(fd);
}
`,
    'sizeof data, 0)) == -1) {',
    'sizeof data, 0)) <= 0) {',
  ),
  endIgnored(
    'a loop that asks nothing gets a way out',
    'Leave the loop at 0: if (n == 0) break;',
    `int drain(int fd) {
  char data[512];
  ssize_t n = 0;
  while (n >= 0) {
    n = recv(fd, data, sizeof data, 0);
    printf("%s", data);
  }
  return close(fd);
}
`,
    '    n = recv(fd, data, sizeof data, 0);\n',
    '    n = recv(fd, data, sizeof data, 0);\n    if (n == 0) break;\n',
  ),
  inherited(
    'the parent closes behind the child',
    'Close it here: close(client);',
    `static void talk_to(int fd) { close(fd); }
int serve_all(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            return -1;
        pid_t pid = fork();
        if (pid < 0) {
            close(client);
            continue;
        }
        if (pid == 0) {
            close(listener);
            talk_to(client);
            _exit(0);
        }
    }
}
`,
    '            _exit(0);\n        }\n',
    '            _exit(0);\n        }\n        close(client);\n',
  ),
  inherited(
    'the child closes first of all',
    'Close it here: close(listener);',
    `static void talk_to(int fd) { close(fd); }
int serve_all(int listener) {
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) return -1;
    if (fork() == 0) {
      talk_to(client);
      _exit(0);
    }
    close(client);
  }
}
`,
    '    if (fork() == 0) {\n',
    '    if (fork() == 0) {\n      close(listener);\n',
  ),
  inherited(
    'a socket is opened with the flag',
    'Open it with SOCK_CLOEXEC',
    `int run(char **argv) {
  int l = socket(AF_INET, SOCK_STREAM, 0);
  if (l < 0) return -1;
  if (fork() == 0) {
    execv(argv[0], argv);
    _exit(127);
  }
  return l;
}
`,
    'socket(AF_INET, SOCK_STREAM, 0)',
    'socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)',
  ),
  inherited(
    'accept becomes accept4',
    'Open it with SOCK_CLOEXEC',
    `int run(int l, char **argv) {
  int c = accept(l, NULL, NULL);
  if (c < 0) return -1;
  if (fork() == 0) {
    execv(argv[0], argv);
    _exit(127);
  }
  close(c);
  return 0;
}
`,
    'accept(l, NULL, NULL)',
    'accept4(l, NULL, NULL, SOCK_CLOEXEC)',
  ),
];
