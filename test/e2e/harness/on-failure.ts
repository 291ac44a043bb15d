import { afterEach } from 'vitest';
import { Workbench } from './workbench';

/** A picture of what was on the screen when a test failed. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = task.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  await Workbench.current?.screenshot(`failed-${name}`);
});
