/** Milliseconds between two questions to the system, which cost more than most of what is measured. */
const OFTEN_ENOUGH = 2;

let asked = Number.NEGATIVE_INFINITY;
let known = 0;

/** Milliseconds for which the processor worked for this process so far; what it did in the last two may be left out. */
export function processorTime(): number {
  const now = performance.now();
  if (now - asked < OFTEN_ENOUGH) return known;
  asked = now;
  const { user, system } = process.cpuUsage();
  known = (user + system) / 1000;
  return known;
}
