import type { NodeObservation } from '../../models-ts';
import type { FileModel } from '../model';
import { attempts } from './attempts';
import { endedFields } from './ended-fields';
import { evictions } from './evictions';
import { failedPings } from './failed-pings';
import { failuresTold } from './failures';
import { fields } from './fields';
import { halfOpenObjects } from './half-open';
import { lateConnections } from './late-connections';
import { lateTimers } from './late-timers';
import { listeningServers } from './listening';
import { withoutCloser } from './no-closer';
import { onlyEnded } from './only-ended';
import { pipePairs } from './pipe-pairs';
import { leftReaders } from './readers';
import { readings } from './reading';
import { refusals } from './refusals';
import { leftBySiblings } from './siblings';
import { stoppedServers } from './stopped-servers';
import { timeouts } from './timeouts';
import { unlimitedWaits } from './unlimited';
import { upgradesOnly } from './upgrades';
import { pipedUpstreams } from './upstreams';

/** Each looks at all objects of a file. */
const LOOKS: readonly ((model: FileModel) => readonly NodeObservation[])[] = [
  timeouts,
  readings,
  halfOpenObjects,
  pipePairs,
  listeningServers,
  fields,
  lateConnections,
  lateTimers,
  onlyEnded,
  failuresTold,
  evictions,
  refusals,
  attempts,
  unlimitedWaits,
  endedFields,
  failedPings,
  withoutCloser,
  leftReaders,
  stoppedServers,
  upgradesOnly,
  pipedUpstreams,
  leftBySiblings,
];

/** What a file's objects live through, as far as no path has to be followed to see it. */
export const observationsOf = (model: FileModel): readonly NodeObservation[] =>
  LOOKS.flatMap((look) => look(model));
