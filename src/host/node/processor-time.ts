/** Milliseconds between two questions to the system, which cost more than most of what is measured. */
const OFTEN_ENOUGH = 2;

let asked = performance.now();
let worked = 0;
let known = 0;

/**
 * Milliseconds for which the processor worked for this thread so far, as nearly as can be told: what it did in the last two may
 * be left out, and what other threads of the process did counts only for as long as time went by.
 */
export function processorTime(): number {
  const now = performance.now();
  if (now - asked < OFTEN_ENOUGH) return known;
  const { user, system } = process.cpuUsage();
  const all = (user + system) / 1000;
  known += Math.min(now - asked, all - worked);
  asked = now;
  worked = all;
  return known;
}
