import type { FailureToldObserved } from '../../models-ts';
import type { FileModel } from '../model';
import { toldFailures } from '../settlements';
import { observed, spanOf } from './observed-object';

/** The failures of other promises that are handed on while a connection is open. */
export const failuresTold = (model: FileModel): readonly FailureToldObserved[] =>
  toldFailures(model).map(({ entity, at }) => ({
    what: 'failure-told' as const,
    object: observed(model, entity),
    at: spanOf(at),
  }));
