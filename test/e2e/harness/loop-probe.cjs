// Writes down each time that the event loop of this process was held up. A line: when (ms since 1970), how late the loop
// was, and for how long the loop's own thread had the processor meanwhile, both in milliseconds.
const { appendFileSync } = require('node:fs');

const EVERY = 2;
const WORTH_TELLING = 3;

/** Milliseconds of processor time of this thread: others of the process, such as workers, do not count. */
function processorTime() {
  const { user, system } = (process.threadCpuUsage ?? process.cpuUsage)();
  return (user + system) / 1000;
}

exports.watch = (file) => {
  appendFileSync(file, '');
  let last = performance.now();
  let lastProcessorTime = processorTime();
  setInterval(() => {
    const late = performance.now() - last - EVERY;
    if (late > WORTH_TELLING) {
      const worked = processorTime() - lastProcessorTime;
      appendFileSync(file, `${Date.now()} ${late.toFixed(1)} ${worked.toFixed(1)}\n`);
    }
    last = performance.now();
    lastProcessorTime = processorTime();
  }, EVERY);
};
