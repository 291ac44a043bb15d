import { expect, test, vi } from 'vitest';

vi.mock('vscode', () => ({ Disposable: {}, RelativePattern: {}, Uri: {}, workspace: {} }));
vi.mock('../../../src/extension/workbench', () => ({}));
const { laterOn, silenceAfter } = await import('../../../src/extension/capture/file-watch');

test('a file in which nothing more comes is looked at ever more seldom, and then no more', () => {
  vi.useFakeTimers();
  const seen: number[] = [];
  const began = Date.now();
  const silence = silenceAfter(() => seen.push((Date.now() - began) / 1000));
  silence.begin();
  vi.advanceTimersByTime(86_400_000);
  expect(seen).toEqual([1, 3, 7, 15, 31, 63, 127, 255, 511]);
  vi.useRealTimers();
});

test('each change begins anew, and a closed file is left alone', () => {
  vi.useFakeTimers();
  const looked = vi.fn();
  const silence = silenceAfter(looked);
  silence.begin();
  vi.advanceTimersByTime(900);
  silence.begin();
  vi.advanceTimersByTime(900);
  expect(looked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(looked).toHaveBeenCalledTimes(1);
  silence.end();
  vi.advanceTimersByTime(86_400_000);
  expect(looked).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

test('what was written before the watching began is found soon, unless the file is closed', () => {
  vi.useFakeTimers();
  const looked = vi.fn();
  const looks = laterOn([1000, 5000], looked);
  vi.advanceTimersByTime(1000);
  expect(looked).toHaveBeenCalledTimes(1);
  looks.end();
  vi.advanceTimersByTime(86_400_000);
  expect(looked).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});
