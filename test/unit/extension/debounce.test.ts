import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { debounce } from '../../../src/extension/workbench/debounce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a burst of changes is looked at once', () => {
  const action = vi.fn();
  const { call } = debounce(action, 200);
  for (let change = 0; change < 10; change++) call();
  vi.advanceTimersByTime(200);
  expect(action).toHaveBeenCalledTimes(1);
});

test('changes that never pause are looked at all the same', () => {
  const action = vi.fn();
  const { call } = debounce(action, 200);
  for (let tenth = 0; tenth < 100; tenth++) {
    call();
    vi.advanceTimersByTime(100);
  }
  expect(action.mock.calls.length).toBeGreaterThanOrEqual(33);
});

test('nothing happens after it was cancelled', () => {
  const action = vi.fn();
  const { call, cancel } = debounce(action, 200);
  call();
  cancel();
  vi.advanceTimersByTime(1000);
  expect(action).not.toHaveBeenCalled();
});
