import type { Rule } from '../rules';

/** One rule of two ways to see its fault: on a path, and in what an object's life leaves out. */
export const together = (first: Rule, second: Rule): Rule => ({
  ...first,
  check: (subject) => [...first.check(subject), ...second.check(subject)],
});
