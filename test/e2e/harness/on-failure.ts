import { afterEach } from 'vitest';
import { Workbench } from './workbench';

/** What was on the screen when a test failed: as a picture, and in words for who has only the log of the run. */
afterEach(async ({ task }) => {
  const { current } = Workbench;
  if (task.result?.state !== 'fail' || current === undefined) return;
  const name = task.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  await current.screenshot(`failed-${name}`);
  console.error(`On the screen when "${task.name}" failed:\n${await described(current)}`);
});

/** A window that hangs answers no question either. */
const described = (current: Workbench): Promise<string> =>
  Promise.race([
    current.describe().catch(String),
    new Promise<string>((resolve) => setTimeout(() => resolve('the window does not answer'), 20_000)),
  ]);
