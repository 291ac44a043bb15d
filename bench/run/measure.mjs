// Runs a program and says what it took.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const GNU_TIME = '/usr/bin/time';
const HAS_TIME = existsSync(GNU_TIME);

/**
 * Resolves to seconds by the clock and on the processor, and to the peak of resident memory in bytes; the latter
 * two are null where GNU time is missing. Output goes nowhere. Rejects when the program ends with a status that is not
 * among `accepts`.
 */
export function measure([program, ...args], { accepts = [0], cwd } = {}) {
  const timed = HAS_TIME ? [GNU_TIME, '-f', '%U %S %M', program, ...args] : [program, ...args];
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(timed[0], timed.slice(1), { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (part) => {
      complaints = (complaints + part).slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const wall = (performance.now() - began) / 1000;
      if (!accepts.includes(code)) reject(new Error(`${program} ended with ${code}: ${complaints.trim()}`));
      else resolve({ wall, ...resources(complaints) });
    });
  });
}

function resources(complaints) {
  if (!HAS_TIME) return { cpu: null, peak: null };
  const [user, system, kilobytes] = complaints.trim().split('\n').at(-1).split(' ').map(Number);
  return { cpu: user + system, peak: kilobytes * 1024 };
}

/** Runs every contender in turn, `runs` times over, so that all see the same weather. Returns a list of measurements for each. */
export async function sideBySide(contenders, runs, tell) {
  const results = contenders.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [at, { name, command, ...how }] of contenders.entries()) {
      tell(`${run + 1}/${runs} ${name}`);
      results[at].push(await measure(command, how));
    }
  }
  return results;
}

export function median(values) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = known.length >> 1;
  return known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
