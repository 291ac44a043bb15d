import { eventRule, isInChild, isOwnDescriptor } from './event-rule';

/** The descriptor is used by a call after it was closed on the same path. */
export const useAfterClose = eventRule(
  'use-after-close',
  'use-after-close',
  'warning',
  (event) => isOwnDescriptor(event) && !isInChild(event),
);
