// Opens a capture as the extension does: a worker reads it, a page asks for rows meanwhile, and this thread, which
// stands for the extension host, relays. Prints one JSON line: what the page waited and how long this thread was held up.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { DATA } from './captures.mjs';
import { quantile } from './measure.mjs';

const ROOT = dirname(dirname(import.meta.dirname));
/** Rows of a screenful and what is fetched around it. */
const PAGE_ROWS = 100;
/** A person who drags the scroll bar. */
const ASK_EVERY = 25;

async function hostSide() {
  const outfile = join(DATA, 'host-side.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'host-side.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    absWorkingDir: ROOT,
  });
  return import(pathToFileURL(outfile));
}

/** The page's side of the conversation; every message crosses as JSON, as it does between editor and webview. */
function pageTransport(transport) {
  return {
    post: (message) => transport.post(JSON.parse(JSON.stringify(message))),
    receive: (handler) => transport.receive((message) => handler(JSON.parse(JSON.stringify(message)))),
  };
}

/** A process with nothing to do, for the same time: how long the machine itself holds up an event loop. */
async function idleBeside() {
  const idle = fork(join(import.meta.dirname, 'idle.mjs'));
  await once(idle, 'message');
  return async () => {
    idle.send('stop');
    const [held] = await once(idle, 'message');
    return held;
  };
}

async function load(path) {
  const { WorkerLink, startWorker, Rpc } = await hostSide();
  const stopIdle = await idleBeside();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const link = new WorkerLink(await startWorker({ path: ROOT }), (reason) => {
    throw new Error(reason);
  });
  const source = { kind: 'file', name: 'capture', path };
  let loaded = null;
  const loading = link.rpc.ask('open', { source, locale: 'en' }).then(() => {
    loaded = performance.now() - began;
  });
  const page = new Rpc(pageTransport(link.connectPage().transport), {});
  const watched = await watch(page, began, () => loaded !== null);
  await loading;
  delay.disable();
  const idleHeld = await stopIdle();
  const { packets, connections } = await page.ask('summary', {});
  link.terminate();
  return {
    ...watched,
    loaded,
    packets,
    connections,
    held: delay.max / 1e6,
    idleHeld,
    heldUsually: delay.percentile(99) / 1e6,
  };
}

/** Asks for rows all over what is there, one request at a time, until the load is done. */
async function watch(page, began, done) {
  let firstRows = null;
  let known = 0;
  page.on('progress', (summary) => {
    known = summary.rows;
  });
  const waits = [];
  while (!done() || firstRows === null) {
    const from = Math.floor(Math.random() * Math.max(0, known - PAGE_ROWS));
    const asked = performance.now();
    const rows = await page.ask('rows', { from, to: from + PAGE_ROWS, filtered: false });
    const now = performance.now();
    if (rows.length > 0) {
      firstRows ??= now - began;
      waits.push(now - asked);
    }
    await sleep(rows.length > 0 ? ASK_EVERY : 1);
  }
  return { firstRows, answers: waits.length, wait: quantile(waits, 0.5), longestWait: quantile(waits, 0.99) };
}

console.log(JSON.stringify(await load(process.argv[2])));
