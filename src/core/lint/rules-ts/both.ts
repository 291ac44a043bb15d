import type { Rule } from '../rules';

/** One rule of two that see the same fault: on a path, and in what is never done with an object. */
export const both = (first: Rule, second: Rule): Rule => ({
  ...first,
  check: (subject) => [...first.check(subject), ...second.check(subject)],
});
