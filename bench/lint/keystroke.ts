import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { LintSession } from '../../src/core/session/lint';
import { createParsers } from '../../src/host/parsers';

/** What a person types in the middle of a function. */
const TYPED: Readonly<Record<string, string>> = {
  c: '    int fd = socket(AF_INET, SOCK_STREAM, 0);\n    if (fd < 0) return;\n    close(fd);\n',
  js: '    const socket = net.connect(port, host);\n    socket.destroy();\n',
};

/** Milliseconds by the clock and on the processor, the collector's threads included. */
export interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

/** Types into a file, key by key at several places, among the others; what each key took. */
export async function keystrokes(
  target: string,
  others: readonly string[],
  keys: number,
  readPackage: (file: string) => Uint8Array,
): Promise<readonly Taken[]> {
  const session = new LintSession(await createParsers(readPackage), 'en');
  for (const path of others) session.set(path, readFileSync(path, 'utf8'));
  let text = readFileSync(target, 'utf8');
  session.set(target, text);
  session.lint();
  const typed = TYPED[target.endsWith('.c') ? 'c' : 'js'];
  const places = 5;
  const times: Taken[] = [];
  for (let place = 1; place <= places; place++) {
    let at = text.indexOf(';\n', Math.floor((text.length * place) / (places + 1))) + 2;
    for (let key = 0; key < keys / places; key++, at++) {
      text = text.slice(0, at) + typed[key % typed.length] + text.slice(at);
      const before = process.cpuUsage();
      const began = performance.now();
      session.set(target, text);
      session.lint();
      const { user, system } = process.cpuUsage(before);
      times.push({ wall: performance.now() - began, cpu: (user + system) / 1000 });
    }
  }
  return times;
}
