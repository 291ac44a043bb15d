import { rulesExplaining } from '../../incident';
import type { LintFinding } from '../lint';

/** The rules whose faults leave connections in CLOSE_WAIT, the likeliest first. */
export const HALF_CLOSING_RULES: readonly string[] = rulesExplaining([
  'never-accepted',
  'close-wait',
  'close-wait-pile-up',
]);

/** What a server's connection is never acquired by: its listening socket, files and pipes are others. */
const NOT_ACCEPTED =
  /^(?:socket|socketpair|open|openat|creat|fopen|fdopen|opendir|pipe2?|dup[23]?|eventfd|epoll_create1?|inotify_init1?|timerfd_create|mkstemp)$/;

/** A finding about another descriptor of the same file explains nothing. */
export const isOfConnection = (
  { resource }: Pick<LintFinding, 'resource'>,
  role: 'listens' | 'connects',
): boolean => resource === null || role !== 'listens' || !NOT_ACCEPTED.test(resource.acquiredBy);
