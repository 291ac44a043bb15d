// Measures the linter beside the tools of its field and writes the part of bench/RESULTS.md that is about it:
//   node bench/lint.mjs [--runs 3] [--sources FOLDER] [--only NAME,...] [--tools NAME,...] [--parts c,node,keystroke] [--no-write]
// C sources come from Debian (apt-get source), JavaScript from npm, both into bench/data; cppcheck and clang are
// measured where they are installed (apt-get install cppcheck clang).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { countLines, PROGRAMS, packageSources, programSources } from './lint/sources.mjs';
import { DATA } from './run/captures.mjs';
import { median, quantile, sideBySide } from './run/measure.mjs';
import { machine, megabytes, milliseconds, seconds, table } from './run/report.mjs';
import { onPath } from './run/tools.mjs';

const ROOT = join(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist', 'cli.js');
const RESULTS = join(import.meta.dirname, 'RESULTS.md');
const HEAD = '# Measured: the linter';
const KEYS = 200;
const require = createRequire(import.meta.url);

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    sources: { type: 'string' },
    only: { type: 'string' },
    tools: { type: 'string' },
    parts: { type: 'string', default: 'c,node,keystroke' },
    'no-write': { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);
const chosen = PROGRAMS.filter(({ name }) => options.only?.split(',').includes(name) ?? true);
const tell = (message) => process.stderr.write(`${message}\n`);

/** A linter that finds something exits with 1, clang with 1 where a header is missing. */
const FOUND = [0, 1];

function linters(folder, files, flags) {
  const sources = files.filter((file) => file.endsWith('.c'));
  const all = [
    { name: 'closewait lint', command: [process.execPath, CLI, 'lint', folder], accepts: FOUND },
    { name: 'cppcheck', needs: 'cppcheck', command: ['cppcheck', '--quiet', folder] },
    {
      name: 'clang --analyze',
      needs: 'clang',
      command: ['clang', '--analyze', '--analyzer-output', 'text', '-w', ...(flags ?? []), ...sources],
      accepts: FOUND,
      cwd: folder,
    },
  ];
  return all.filter(({ name, needs }) => {
    if (options.tools !== undefined && !options.tools.split(',').some((each) => name.includes(each)))
      return false;
    const here = needs === undefined || onPath(needs);
    if (!here) tell(`not here: ${name}`);
    return here && (name !== 'clang --analyze' || flags !== null);
  });
}

/** A line for each tool: seconds, how many times ours, thousands of lines a second. */
function lines(title, tools, results, count) {
  const [ours] = results.map((result) => median(result.map(({ wall }) => wall)));
  return tools.map(({ name }, at) => {
    const of = (quantity) => median(results[at].map((result) => result[quantity]));
    const walls = results[at].map(({ wall }) => wall);
    return [
      title,
      name,
      seconds(of('wall')),
      (of('wall') / ours).toFixed(1),
      seconds(of('cpu')),
      `${seconds(Math.min(...walls))} - ${seconds(Math.max(...walls))}`,
      (count / of('wall') / 1000).toFixed(1),
      megabytes(of('peak')),
    ];
  });
}

const HEADS = [
  '',
  '',
  'seconds',
  'times ours',
  'processor seconds',
  'from - to',
  'thousand lines a second',
  'peak memory',
];

const PARTS = {
  c: async () => {
    const rows = [];
    for (const program of chosen) {
      const folder = await programSources(program, options.sources);
      const { files, lines: count } = countLines([folder], ['.c', '.h']);
      const tools = linters(folder, files, program.flags);
      tell(`${program.name}: ${count} lines`);
      const results = await sideBySide(tools, runs, tell);
      rows.push(...lines(`${program.name}, ${count.toLocaleString('en')} lines`, tools, results, count));
    }
    return `## C\n\n${table(HEADS, rows)}\n\nWithout a configured build clang cannot read tinyproxy, lighttpd and nginx.\n`;
  },

  node: async () => {
    const { folder, eslint, paths } = await packageSources();
    const { lines: count } = countLines(paths, ['.js', '.mjs', '.cjs', '.ts']);
    const tools = [
      { name: 'closewait lint', command: [process.execPath, CLI, 'lint', ...paths], accepts: FOUND },
      {
        name: 'eslint, typescript-eslint recommended',
        command: [process.execPath, eslint, '--quiet', '--no-warn-ignored', ...paths],
        accepts: FOUND,
        cwd: folder,
      },
    ];
    const results = await sideBySide(tools, runs, tell);
    const rows = lines(
      `${paths.length} packages, ${count.toLocaleString('en')} lines`,
      tools,
      results,
      count,
    );
    return `## JavaScript and TypeScript\n\n${paths.map((path) => basename(path)).join(', ')} as npm ships them.\n\n${table(HEADS, rows)}\n`;
  },

  keystroke: async () => {
    const outfile = join(DATA, 'keystroke.cjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'lint', 'keystroke.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
      absWorkingDir: ROOT,
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(outfile).href) },
    });
    const { keystrokes } = require(outfile);
    const read = (file) => readFileSync(require.resolve(file));
    const rows = [];
    for (const { file, others } of await largeFiles()) {
      tell(`typing into ${basename(file)}`);
      const times = await keystrokes(file, others, KEYS, read);
      const { lines: count } = countLines([join(file, '..')], [basename(file)]);
      rows.push([
        basename(file),
        count.toLocaleString('en'),
        String(others.length),
        milliseconds(median(times.map(({ wall }) => wall))),
        milliseconds(median(times.map(({ cpu }) => cpu))),
        milliseconds(
          quantile(
            times.map(({ cpu }) => cpu),
            0.9,
          ),
        ),
      ]);
    }
    const heads = ['', 'lines', 'other files', 'median', 'on the processor', '90th percentile of that'];
    return `## A keystroke\n\n${KEYS} keys at five places of a file, linted after each; the session holds all files of the program.\n\n${table(heads, rows)}\n`;
  },
};

/** Files of some 5,000 lines, and those around them. */
async function largeFiles() {
  const found = [];
  for (const [program, name] of [
    ['redis', 'sentinel.c'],
    ['nginx', 'ngx_http_proxy_module.c'],
    ['nginx', 'ngx_http_upstream.c'],
  ]) {
    const { files } = countLines([await programSources({ name: program }, options.sources)], ['.c', '.h']);
    const file = files.find((each) => basename(each) === name);
    found.push({ file, others: files.filter((each) => each !== file) });
  }
  return found;
}

const sections = [];
const busy = loadavg()[0];
for (const part of options.parts.split(',')) {
  const section = await PARTS[part]();
  console.log(`${section}\n`);
  sections.push(section);
}
const noise =
  busy > 1 ? ` The machine was busy with other work (load ${busy.toFixed(0)}), which "from - to" shows.` : '';
const head = `${HEAD}\n\n${machine()}. Medians of ${runs} runs, the tools taking turns.${noise} \`node bench/lint.mjs\` measures again.\n`;
if (!options['no-write']) {
  const [captures] = readFileSync(RESULTS, 'utf8').split(HEAD);
  writeFileSync(RESULTS, `${captures.trimEnd()}\n\n${head}\n${sections.join('\n')}`);
}
