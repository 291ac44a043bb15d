import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Parsers } from '../../src/core/lint';
import { LintSession } from '../../src/core/session/lint';
import { mutated, numbers } from './mutate';

/** A text that made the linter throw or give something up, and what it said. */
export interface Failure {
  readonly path: string;
  readonly text: string;
  readonly message: string;
}

export interface Seed {
  readonly path: string;
  readonly text: string;
}

/** Where sources stand that the linter is known to have something to say about. */
const FOLDERS = [
  'test/fixtures/lint',
  'test/fixtures/lint-ts',
  'test/fixtures/lint-broken',
  'test/lint-node/programs',
  'samples',
];

/** What has JSX, and what C++ adds to C. */
const MORE: readonly Seed[] = [
  {
    path: 'panel.jsx',
    text: `import net from 'node:net';
import { useEffect } from 'react';

export const Panel = ({ port, ...rest }) => {
  useEffect(() => {
    const socket = net.connect(port, () => socket.write('x'));
    socket.on('data', (data) => rest.onData?.(data ?? null));
    return () => { socket.destroy(); };
  }, [port]);
  return <><Row key={port} {...rest}>{rest.items.map((each) => <b>{each}</b>)}</Row></>;
};
`,
  },
  {
    path: 'server.cc',
    text: `#include <sys/socket.h>
namespace net {

class Socket : public Base<int> {
 public:
  explicit Socket(int port) : fd_{::socket(2, 1, 0)}, port_(port) { if (fd_ < 0) throw Error("socket"); }
  ~Socket() noexcept { ::close(fd_); }
  bool operator==(const Socket &other) const = default;
  template <class T> auto send(T &&value) -> decltype(value) { return ::send(fd_, &value, sizeof(T), 0), value; }
 private:
  int fd_ = -1, port_;
};

int serve(std::vector<int> &all) {
  auto fd = accept4(all[0], nullptr, nullptr, SOCK_CLOEXEC);
  if (fd == -1) return -1;
  auto done = [&, fd]() mutable -> int { return close(fd); };
  for (const auto &[key, value] : all) try { if (key) return static_cast<int>(value); } catch (...) { throw; }
  return done();
}

}
`,
  },
];

/** The sources that are changed; TypeScript's are read as JavaScript and JSX too. */
export function seedsUnder(root: string): readonly Seed[] {
  const found = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(c|cc|ts|js)$/.test(entry.name))
      .map((entry) => ({
        path: entry.name,
        text: readFileSync(join(entry.parentPath, entry.name), 'utf8'),
      })),
  );
  const scripts = found.filter(({ path }) => path.endsWith('.ts'));
  const plain = scripts.map(({ path, text }) => ({ path: path.replace(/ts$/, 'js'), text }));
  return [...found, ...plain, ...MORE, ...MORE];
}

/** What keeps a text from being linted as it should be; null for nothing. */
export function faultOf(parsers: Parsers, path: string, text: string): string | null {
  const session = new LintSession(parsers, 'en');
  try {
    session.set(path, text);
    const failed = session.lint().skipped.filter(({ kind }) => kind.startsWith('failed'));
    return failed.length === 0 ? null : failed[0].reason;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Lints `count` changed sources, always the same for a seed, and yields those that fail. */
export function* fuzz(
  parsers: Parsers,
  seeds: readonly Seed[],
  seed: number,
  count: number,
): Generator<Failure | null, void> {
  const random = numbers(seed);
  for (let done = 0; done < count; done++) {
    const { path, text } = seeds[random(seeds.length)];
    const changed = mutated(text, random);
    // What is C is C++ too, and what is TypeScript may be named otherwise.
    const name = `fuzz${OTHERS[extname(path)]?.[random(2)] ?? extname(path)}`;
    const message = faultOf(parsers, name, changed);
    yield message === null ? null : { path: name, text: changed, message };
  }
}

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  '.c': ['.c', '.cpp'],
  '.ts': ['.ts', '.tsx'],
  '.js': ['.js', '.jsx'],
};
