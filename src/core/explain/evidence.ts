import type { Locale } from '../words';
import { duration, exactDuration, type Values } from '../words';
import type { EndpointView } from './endpoint-view';
import { type IdleTimer, timersOfLength } from './idle-timers';
import { partyValues } from './parties';
import { say, type WordId } from './say';

const silent = ({ complete, fromTheStart, bytes, peerBytes }: EndpointView): boolean =>
  complete && fromTheStart && bytes === 0 && peerBytes === 0;

/** A program that serves so many at the same time does not wait for one of them. */
const SEVERAL = 2;

/** Facts of a capture that speak for one cause and against another. */
const FACTS = {
  silent,
  'no-sign': silent,
  unanswered: ({ complete, bytes, peerBytes }: EndpointView) =>
    complete && bytes === 0 && (peerBytes ?? 0) > 0,
  // A client's data shows nothing of accept(), which is for servers.
  served: ({ side, bytes }: EndpointView) => side === 'server' && (bytes ?? 0) > 0,
  'served-meanwhile': ({ neighbours }: EndpointView) =>
    neighbours.servedMeanwhile !== null && neighbours.servedAndOpen < SEVERAL,
  'served-several': ({ neighbours }: EndpointView) => neighbours.servedAndOpen >= SEVERAL,
  'served-later': ({ neighbours }: EndpointView) => neighbours.servedLater !== null,
  'others-answered': ({ neighbours }: EndpointView) => neighbours.answered !== null,
  'closed-others': ({ side, neighbours }: EndpointView) => side === 'server' && neighbours.closedByServer > 0,
  'pile-up': ({ pileUp }: EndpointView) => pileUp > 0,
  'known-timer': (view: EndpointView) => timersOf(view).length > 0,
  'tcp-alone': ({ tcpAlone }: EndpointView) => tcpAlone,
  overflow: ({ findings }: EndpointView) => findings.some(({ id }) => id === 'accept-queue-overflow'),
} as const;
type FactId = keyof typeof FACTS;

/** Which facts speak for a cause and which against it. */
export interface CauseEvidence {
  readonly supports?: readonly FactId[];
  readonly opposes?: readonly FactId[];
}

/** Those of them that hold, in words. */
export interface EvidenceInFavour {
  readonly supports: readonly string[];
  readonly opposes: readonly string[];
}

export function evidenceFor(locale: Locale, cause: CauseEvidence, view: EndpointView): EvidenceInFavour {
  const tell = (ids: readonly FactId[] = []) =>
    ids.filter((id) => FACTS[id](view)).map((id) => say(locale, wordsOf(id), valuesOf(locale, view)));
  return { supports: tell(cause.supports), opposes: tell(cause.opposes) };
}

/** accept() is first in, first out: this is as good as a proof. */
const DECISIVE: FactId = 'served-later';

export const isExcluded = ({ opposes }: CauseEvidence, view: EndpointView): boolean =>
  (opposes?.includes(DECISIVE) ?? false) && FACTS[DECISIVE](view);

const wordsOf = (id: FactId): WordId => `evidence.${id}`;

function valuesOf(locale: Locale, view: EndpointView): Values {
  const { neighbours } = view;
  const number = (id: number | null) => (id === null ? null : id + 1);
  return {
    ...partyValues(locale, view.side),
    bytes: view.bytes,
    peerBytes: view.peerBytes,
    duration: view.seconds === null ? null : duration(locale, view.seconds),
    meanwhile: number(neighbours.servedMeanwhile),
    several: neighbours.servedAndOpen,
    answered: number(neighbours.answered),
    later: number(neighbours.servedLater),
    closed: neighbours.closedByServer,
    pileUp: view.pileUp,
    ...timerValues(locale, view),
  };
}

/** How long what leads took, where a timer of a program may have ended it; null otherwise. */
const timedOut = ({ lead }: EndpointView): number | null =>
  lead === null ? null : (lead.values?.patience ?? lead.seconds);

const timersOf = (view: EndpointView): readonly IdleTimer[] => timersOfLength(timedOut(view));

function timerValues(locale: Locale, view: EndpointView): Values {
  const names = timersOf(view).map(({ name }) => name);
  const seconds = timedOut(view);
  return {
    timer: seconds === null ? null : exactDuration(locale, seconds),
    timers: names.join(locale === 'en' ? ', ' : '、'),
  };
}
