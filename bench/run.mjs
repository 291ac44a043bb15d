// Measures Closewait beside the tools of its field, on captures that it makes itself, and writes bench/RESULTS.md:
//   node bench/run.mjs [--runs 5] [--bytes 2g] [--only NAME,...] [--parts tools,memory,editor,text] [--no-write]
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { readSize } from './make-web-capture.mjs';
import { synFlood, textLog, webCaptures } from './run/captures.mjs';
import { median, sideBySide } from './run/measure.mjs';
import { about, comparison, machine, megabytes, milliseconds, seconds, table } from './run/report.mjs';
import { contenders, OURS } from './run/tools.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    bytes: { type: 'string', default: '2g' },
    only: { type: 'string' },
    parts: { type: 'string', default: 'tools,memory,editor,text' },
    'no-write': { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);
const only = options.only?.split(',') ?? null;
const tell = (message) => process.stderr.write(`${message}\n`);

/** Each part measures one promise and resolves to its section of the report. */
const PARTS = {
  tools: async (captures) => {
    const whole = await compare('A web capture, whole', captures.whole, { only });
    return `${whole}\n${await compare('The same packets, cut to 96 bytes each', captures.cut, { only, small: true })}`;
  },

  memory: async () => {
    const flood = await synFlood();
    const { here } = contenders(flood.path, { only: [OURS, 'tcptrace'] });
    const results = await sideBySide(here, Math.min(runs, 3), tell);
    const lines = here.map(({ name }, at) => [
      name,
      seconds(median(results[at].map(({ wall }) => wall))),
      megabytes(median(results[at].map(({ peak }) => peak))),
    ]);
    return `## A flood of SYNs: every packet a connection of its own\n\n${about(flood)}\n\n${table(['', 'seconds', 'peak memory'], lines)}\n`;
  },

  editor: async (captures) => {
    const script = join(import.meta.dirname, 'run', 'worker-load.mjs');
    const loads = [];
    for (let run = 0; run < runs; run++) {
      tell(`${run + 1}/${runs} the editor's worker`);
      const { stdout } = await promisify(execFile)(process.execPath, [script, captures.whole.path]);
      loads.push(JSON.parse(stdout));
    }
    const of = (quantity) => milliseconds(median(loads.map((load) => load[quantity])));
    const worst = (quantity) => milliseconds(Math.max(...loads.map((load) => load[quantity])));
    const lines = [
      ['first rows, from the start of the worker', of('firstRows'), worst('firstRows')],
      ['all read', of('loaded'), worst('loaded')],
      ['a request for 100 rows during the load, median', of('wait'), worst('wait')],
      ['the same, 99th percentile', of('longestWait'), worst('longestWait')],
      ["the host's event loop held up, at most", of('held'), worst('held')],
      ['the same, 99th percentile', of('heldUsually'), worst('heldUsually')],
      ['that of an idle process beside it, at most', of('idleHeld'), worst('idleHeld')],
    ];
    const title = "## The editor's worker, with a page that asks for rows while the file loads";
    return `${title}\n\n${about(captures.whole)}\n\n${table(['', 'median', 'worst run'], lines)}\n`;
  },

  text: async (captures) => {
    const log = await textLog(captures.whole);
    if (log === null) return '## A text log\n\ntcpdump, which would print it, is missing.\n';
    const { here } = contenders(log.path, { only: ['cat', OURS] });
    const results = await sideBySide(here, runs, tell);
    const wall = median(results[here.findIndex(({ name }) => name === OURS)].map((result) => result.wall));
    const rate = `${Math.round(log.lines / wall / 1000)} thousand lines a second.`;
    return `${comparison('A text log of tcpdump -n', log, here, results)}\n${rate}\n`;
  },
};

async function compare(title, capture, selection) {
  const { here, missing } = contenders(capture.path, selection);
  for (const name of missing) tell(`not here: ${name}`);
  const results = await sideBySide(here, runs, tell);
  const note = missing.length === 0 ? '' : `\nNot installed: ${missing.join(', ')}.\n`;
  return `${comparison(title, capture, here, results)}${note}`;
}

tell('making the captures');
const captures = await webCaptures(readSize(options.bytes));
const sections = [];
for (const part of options.parts.split(',')) {
  const section = await PARTS[part](captures);
  console.log(`${section}\n`);
  sections.push(section);
}
const head = `# Measured\n\n${machine()}. Medians of ${runs} runs, the tools taking turns, files in the page cache. \`node bench/run.mjs\` measures again.\n`;
if (!options['no-write']) {
  const results = join(import.meta.dirname, 'RESULTS.md');
  // What follows is bench/lint.mjs's.
  const [, linter] = /\n(# Measured: the linter[\s\S]*)/.exec(readFileSync(results, 'utf8')) ?? [];
  const own = `${head}\n${sections.join('\n')}`;
  writeFileSync(results, linter === undefined ? own : `${own.trimEnd()}\n\n${linter}`);
}
