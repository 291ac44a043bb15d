import { acceptQueueOverflow } from './table/accept-queue-overflow';
import { acceptedNotRead } from './table/accepted-not-read';
import { closeWait } from './table/close-wait';
import { closeWaitPileUp } from './table/close-wait-pile-up';
import { closingUnacknowledged } from './table/closing-unacknowledged';
import { descriptorHeld } from './table/descriptor-held';
import { descriptorLeak } from './table/descriptor-leak';
import { finWait2Held } from './table/fin-wait-2-held';
import { halfOpenPeer } from './table/half-open-peer';
import { kernelCounters } from './table/kernel-counters';
import { listingIncomplete } from './table/listing-incomplete';
import { middleboxForgets } from './table/middlebox-forgets';
import { neverAccepted } from './table/never-accepted';
import { noAnswer } from './table/no-answer';
import { portExhaustion } from './table/port-exhaustion';
import { receiverNotReading } from './table/receiver-not-reading';
import { timeWaitPileUp } from './table/time-wait-pile-up';

/** Findings of a socket table, what explains most first: the order in which they are told among those of one severity. */
export const TABLE_RULES = [
  acceptQueueOverflow,
  neverAccepted,
  closeWaitPileUp,
  acceptedNotRead,
  closeWait,
  descriptorLeak,
  descriptorHeld,
  middleboxForgets,
  halfOpenPeer,
  noAnswer,
  receiverNotReading,
  finWait2Held,
  closingUnacknowledged,
  portExhaustion,
  timeWaitPileUp,
  kernelCounters,
  listingIncomplete,
] as const;

export type TableFindingId = (typeof TABLE_RULES)[number]['id'];
