// Says how long the machine held up the event loop of a process that does nothing, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
process.on('message', () => {
  process.send(delay.max / 1e6);
  process.disconnect();
});
delay.enable();
setTimeout(() => {
  // Its own start does not count.
  delay.reset();
  process.send('ready');
}, 50);
