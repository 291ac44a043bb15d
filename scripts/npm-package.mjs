// Makes closewait-VERSION.tgz, the command line as npm installs it: `npm run package:npm`.
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundles, copyGrammars } from './build.mjs';
import { main, must, ROOT } from './run.mjs';

/** The bundles that the command line runs. */
const PROGRAMS = ['cli.js', 'cli-linter.js', 'language-server.js', 'mcp-protocol.js', 'lint-worker.js'];
/** What lies beside them as it is here, and what it is called there. */
const PAPERS = {
  LICENSE: 'LICENSE',
  'ThirdPartyNotices.txt': 'ThirdPartyNotices.txt',
  'docs/command-line.md': 'README.md',
  'docs/rules': 'docs/rules',
};

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** The package's own manifest: it depends on nothing, the bundles hold what they need. */
function manifest() {
  const { name, version, license, keywords, engines } = json('package.json');
  return {
    name,
    version,
    description: json('package.nls.json').description,
    license,
    keywords,
    engines: { node: engines.node },
    bin: { [name]: 'dist/cli.js' },
  };
}

/** Builds for production and packs; resolves to the file's path. The extension's build in `dist` stays as it is. */
export async function packageCommandLine(log = console.log) {
  const folder = join(ROOT, '.cache', 'npm');
  rmSync(folder, { recursive: true, force: true });
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'grammars'), { recursive: true });
  const wanted = bundles.filter(({ outfile }) => PROGRAMS.some((each) => outfile === `dist/${each}`));
  await Promise.all(
    wanted.map((options) =>
      build({ ...options, minify: true, sourcemap: false, outfile: join(dist, basename(options.outfile)) }),
    ),
  );
  copyGrammars(join(dist, 'grammars'));
  chmodSync(join(dist, 'cli.js'), 0o755);
  for (const [from, to] of Object.entries(PAPERS))
    cpSync(join(ROOT, from), join(folder, to), { recursive: true });
  const own = manifest();
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await must(npm, ['pack', '--pack-destination', ROOT], { cwd: folder, quiet: true });
  const file = join(ROOT, `${own.name}-${own.version}.tgz`);
  log(`Packaged ${file}`);
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => packageCommandLine());
