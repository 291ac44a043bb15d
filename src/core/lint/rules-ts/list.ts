// Written by `npm run rules`: each file of this folder that has a document in docs/rules.
import type { Rule } from '../rules';
import { agentNotDestroyed } from './agent-not-destroyed';
import { connectAfterClose } from './connect-after-close';
import { endWithoutDestroy } from './end-without-destroy';
import { finNeverRead } from './fin-never-read';
import { halfOpenNeverEnded } from './half-open-never-ended';
import { missingClose } from './missing-close';
import { noTimeLimit } from './no-time-limit';
import { pipeWithoutTeardown } from './pipe-without-teardown';
import { rawSocketUnowned } from './raw-socket-unowned';
import { serverNotClosed } from './server-not-closed';
import { timeoutWithoutDestroy } from './timeout-without-destroy';
import { unconsumedResponse } from './unconsumed-response';
import { upstreamNotAborted } from './upstream-not-aborted';

export const RULES: readonly Rule[] = [
  missingClose,
  unconsumedResponse,
  rawSocketUnowned,
  timeoutWithoutDestroy,
  halfOpenNeverEnded,
  finNeverRead,
  pipeWithoutTeardown,
  serverNotClosed,
  agentNotDestroyed,
  endWithoutDestroy,
  upstreamNotAborted,
  connectAfterClose,
  noTimeLimit,
];
