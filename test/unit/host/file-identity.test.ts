import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { identify, isReplaced } from '../../../src/host/worker/file-identity';

const file = (text: string) => new MemorySource('a.log', new TextEncoder().encode(text));

/** Whether `now` counts as another file, where `then` was read, and the handle opened then shows `held`. */
const replaced = async (then: string, now: string, held = now) =>
  isReplaced(await identify(file(then)), file(held), file(now));

const long = 'x'.repeat(10_000);

test.each([
  ['the same', `${long}1`, `${long}1`, false],
  ['grown', `${long}1`, `${long}1 and more`, false],
  ['grown from nothing', '', long, false],
  ['shorter', `${long}1`, long, true],
  ['another beginning', `a${long}`, `b${long}${long}`, true],
  ['another end of what was known', `${long}1`, `${long}2${long}`, true],
])('a file that is %s', async (_, then, now, expected) => {
  expect(await replaced(then, now)).toBe(expected);
});

test('a file renamed over the one that is held open counts as replaced: the handle will never see more', async () => {
  expect(await replaced(long, `${long} and more`, long)).toBe(true);
});
