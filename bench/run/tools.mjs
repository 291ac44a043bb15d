// What is put side by side.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const ROOT = dirname(dirname(import.meta.dirname));
const CLI = join(ROOT, 'dist', 'cli.js');
const require = createRequire(import.meta.url);

export const OURS = 'closewait connections';

const TOOLS = [
  { name: 'cat', needs: 'cat', command: (file) => ['cat', file] },
  { name: 'capinfos -c', needs: 'capinfos', command: (file) => ['capinfos', '-c', file] },
  { name: OURS, command: (file) => [process.execPath, CLI, 'connections', file] },
  { name: 'tcptrace -n', needs: 'tcptrace', command: (file) => ['tcptrace', '-n', file] },
  { name: 'tcpdump -n -r', needs: 'tcpdump', command: (file) => ['tcpdump', '-n', '-r', file] },
  {
    name: 'tshark -q -z conv,tcp',
    needs: 'tshark',
    command: (file) => ['tshark', '-q', '-z', 'conv,tcp', '-r', file],
  },
  {
    name: 'pcap-parser (npm)',
    needsPackage: 'pcap-parser',
    smallOnly: true,
    command: (file) => [process.execPath, join(ROOT, 'bench', 'baselines', 'pcap-parser.mjs'), file],
  },
];

export const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

function isThere({ needs, needsPackage }) {
  if (needs !== undefined) return onPath(needs);
  if (needsPackage === undefined) return existsSync(CLI);
  try {
    require.resolve(needsPackage);
    return true;
  } catch {
    return false;
  }
}

/** The tools that are here, as `{name, command}` for a file, and the names of those that are not. */
export function contenders(file, { small = false, only = null } = {}) {
  const wanted = TOOLS.filter(
    ({ name, smallOnly }) =>
      (small || !smallOnly) && (only === null || only.some((part) => name.includes(part))),
  );
  return {
    here: wanted.filter(isThere).map(({ name, command }) => ({ name, command: command(file) })),
    missing: wanted.filter((tool) => !isThere(tool)).map(({ name }) => name),
  };
}
