import { captureClock } from './capture/capture-clock';
import { captureDropped } from './capture/capture-dropped';
import { captureDuplicates } from './capture/capture-duplicates';
import { captureGap } from './capture/capture-gap';
import { captureIncomplete } from './capture/capture-incomplete';
import { captureOneSidedLargely } from './capture/capture-one-sided-largely';
import { captureSnapLength } from './capture/capture-snap-length';
import { closeWaitPileUp } from './capture/close-wait-pile-up';
import { healthChecks } from './capture/health-checks';
import { portExhaustion } from './capture/port-exhaustion';
import { serverStalled } from './capture/server-stalled';
import { serverWentDown } from './capture/server-went-down';
import { stoppedServing } from './capture/stopped-serving';
import { synFlood } from './capture/syn-flood';
import { timeWaitPileUp } from './capture/time-wait-pile-up';
import { abortedByLinger } from './connection/aborted-by-linger';
import { abortedWithUnreadData } from './connection/aborted-with-unread-data';
import { acceptQueueOverflow } from './connection/accept-queue-overflow';
import { captureMidStream } from './connection/capture-mid-stream';
import { captureOneSided } from './connection/capture-one-sided';
import { closeWait } from './connection/close-wait';
import { closedWithoutAnswer } from './connection/closed-without-answer';
import { finWait2GivenUp } from './connection/fin-wait-2-given-up';
import { halfClose } from './connection/half-close';
import { halfOpenPeer } from './connection/half-open-peer';
import { icmpError } from './connection/icmp-error';
import { idleCut } from './connection/idle-cut';
import { keepAliveRace } from './connection/keep-alive-race';
import { largeSegmentsLost } from './connection/large-segments-lost';
import { muchRetransmitted } from './connection/much-retransmitted';
import { neverAccepted } from './connection/never-accepted';
import { noAnswer } from './connection/no-answer';
import { noSocket } from './connection/no-socket';
import { portReused } from './connection/port-reused';
import { receiverNotReading } from './connection/receiver-not-reading';
import { refused } from './connection/refused';
import { resetFromBetween } from './connection/reset-from-between';
import { resetInData } from './connection/reset-in-data';
import { selfConnect } from './connection/self-connect';
import { simultaneousClose } from './connection/simultaneous-close';
import { slowAnswer } from './connection/slow-answer';
import { slowToClose } from './connection/slow-to-close';
import { stalledServer } from './connection/stalled-server';
import { synAckRetransmitted } from './connection/syn-ack-retransmitted';
import { synRetransmitted } from './connection/syn-retransmitted';
import { writeAfterClose } from './connection/write-after-close';
import type { ConnectionRule, Role } from './finding';

/** Findings about one connection, what explains most first: the order in which they are told. */
export const CONNECTION_RULES = [
  acceptQueueOverflow,
  resetFromBetween,
  neverAccepted,
  closeWait,
  refused,
  icmpError,
  selfConnect,
  noAnswer,
  idleCut,
  halfOpenPeer,
  largeSegmentsLost,
  keepAliveRace,
  stalledServer,
  noSocket,
  writeAfterClose,
  abortedWithUnreadData,
  resetInData,
  abortedByLinger,
  receiverNotReading,
  closedWithoutAnswer,
  slowToClose,
  slowAnswer,
  muchRetransmitted,
  finWait2GivenUp,
  synAckRetransmitted,
  synRetransmitted,
  halfClose,
  simultaneousClose,
  portReused,
  captureOneSided,
  captureMidStream,
] as const;

/** Findings about the capture as a whole. */
export const CAPTURE_RULES = [
  stoppedServing,
  serverStalled,
  closeWaitPileUp,
  serverWentDown,
  synFlood,
  portExhaustion,
  timeWaitPileUp,
  healthChecks,
  captureDropped,
  captureIncomplete,
  captureGap,
  captureClock,
  captureOneSidedLargely,
  captureDuplicates,
  captureSnapLength,
] as const;

export type ConnectionFindingId = (typeof CONNECTION_RULES)[number]['id'];
export type CaptureFindingId = (typeof CAPTURE_RULES)[number]['id'];
export type FindingId = ConnectionFindingId | CaptureFindingId;

const ROLES: ReadonlyMap<string, Role> = new Map(
  CONNECTION_RULES.map(({ id, role }: ConnectionRule) => [id, role ?? 'headline']),
);

/** What a finding about a connection is to its explanation. */
export const roleOf = (id: ConnectionFindingId): Role => ROLES.get(id) ?? 'headline';

export const FINDING_IDS: readonly FindingId[] = [
  ...CONNECTION_RULES.map(({ id }) => id),
  ...CAPTURE_RULES.map(({ id }) => id),
];
