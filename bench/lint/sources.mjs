// The sources that the linters read, fetched when they are not there: Debian's source packages and npm's packages.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { DATA } from '../run/captures.mjs';

const run = promisify(execFile);

/**
 * `flags`: what a compiler needs to read the files without the program's own build; null where there is no way but to
 * configure it first. `options` are given to it relative to the folder `src`.
 */
export const PROGRAMS = [
  { name: 'tinyproxy', flags: null },
  { name: 'dnsmasq', flags: ['-DVERSION="2"'] },
  { name: 'lighttpd', flags: null },
  {
    name: 'redis',
    flags: [
      '-std=gnu11',
      '-DREDIS_STATIC=',
      '-I.',
      '-I../deps/lua/src',
      '-I../deps/hiredis',
      '-I../deps/linenoise',
      '-I../deps/hdr_histogram',
    ],
  },
  { name: 'nginx', flags: null },
];

/** Packages of the npm registry that open sockets. */
export const PACKAGES = ['ws', 'undici', 'mqtt', 'ioredis', 'nodemailer', 'pg', 'amqplib', 'mysql2'];

/** The folder of a program's sources; `given` is one that already holds Debian's source packages. */
export async function programSources({ name }, given) {
  const folder = given ?? join(DATA, 'lint-sources');
  mkdirSync(folder, { recursive: true });
  const there = () =>
    readdirSync(folder).find((each) => each.startsWith(`${name}-`) && isFolder(join(folder, each)));
  if (there() === undefined) await fetchSource(name, folder);
  return join(folder, there(), 'src');
}

/** `apt-get source` with the same archive that the machine takes its packages from. */
async function fetchSource(name, folder) {
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI) $(RELEASE) $(COMPONENT)',
  ]);
  const list = join(folder, 'sources.list');
  const lines = [...new Set(stdout.trim().split('\n'))].map((line) => `deb-src ${line}`);
  writeFileSync(list, `${lines.join('\n')}\n`);
  const options = [
    '-o',
    `Dir::Etc::sourcelist=${list}`,
    '-o',
    'Dir::Etc::sourceparts=-',
    '-o',
    `Dir::State::lists=${folder}/lists`,
  ];
  mkdirSync(join(folder, 'lists', 'partial'), { recursive: true });
  await run('apt-get', [...options, 'update'], { cwd: folder });
  await run('apt-get', [...options, 'source', name], { cwd: folder });
}

/** A folder with the packages, and eslint beside them. */
export async function packageSources() {
  const folder = join(DATA, 'lint-packages');
  const eslint = join(folder, 'node_modules', 'eslint', 'bin', 'eslint.js');
  if (!existsSync(eslint)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    const tools = ['eslint@9', 'typescript-eslint@8', 'typescript@5'];
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...tools, ...PACKAGES], {
      cwd: folder,
    });
  }
  writeFileSync(join(folder, 'eslint.config.mjs'), ESLINT);
  // eslint passes node_modules over, whatever it is told.
  const paths = PACKAGES.map((name) => join(folder, 'packages', name));
  for (const path of paths)
    if (!existsSync(path))
      cpSync(join(folder, 'node_modules', basename(path)), path, {
        recursive: true,
        filter: (from) => !from.includes(`${basename(path)}/node_modules`),
      });
  return { folder, eslint, paths };
}

/** typescript-eslint's recommended rules; they need no types. Comments that turn rules off name plug-ins that are not there. */
const ESLINT = `import { config, configs } from 'typescript-eslint';
export default config(configs.recommended, {
  linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
});
`;

/** Files with one of the endings, and their lines together. */
export function countLines(folders, endings) {
  const files = folders.flatMap((folder) => filesIn(folder, endings));
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
  return { files, lines };
}

function filesIn(folder, endings) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path, endings);
    return entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
  });
}

const isFolder = (path) => statSync(path).isDirectory();
