import { say } from '../../explain';
import { duration, type Locale } from '../../words';
import type { CaptureReading } from './capture-reading';
import type { Survey } from './survey';
import type { CaptureOverview, ClaimView } from './views';

/** What is known of the recording, or of the listing, beside its servers. */
export interface Recorded {
  /** What there is, and how completely, in sentences. */
  readonly told: readonly string[];
  /** Packets were recorded: there is an end of the recording, and time. */
  readonly hasPackets: boolean;
  /** Packets are in it, and none of them could be read. */
  readonly unread?: boolean;
  /** A request has no answer when the recording stops. */
  readonly unanswered: boolean;
  /** What another recording of the same connections shows; null: there is none beside it. */
  readonly beside: {
    readonly loss: { readonly connection: number; readonly lost: number; readonly count: number } | null;
  } | null;
}

/** The first look in words of the locale. */
export function overviewOf(locale: Locale, found: Survey, recorded: Recorded): CaptureOverview {
  const { servers, more, claims, connections } = found;
  const verdict = verdictOf(locale, found, recorded);
  const none = connections === 0 && claims.length === 0;
  return {
    verdict:
      verdict.length > 0
        ? verdict.join(' · ')
        : say(locale, none ? noneWords(recorded) : healthyWords(recorded)),
    healthy: verdict.length === 0 && !(none && recorded.unread === true),
    recorded: recorded.told.join(locale === 'en' ? ' ' : ''),
    ...{ servers, more, claims },
  };
}

/** Packets that could not be read may be of any connection. */
const noneWords = ({ unread }: Recorded): 'overview.unread' | 'overview.no-connections' =>
  unread === true ? 'overview.unread' : 'overview.no-connections';

/** Of what happens between two recordings neither alone can tell. */
const healthyWords = ({ beside }: Recorded): 'overview.healthy' | 'overview.healthy.one' =>
  beside === null ? 'overview.healthy' : 'overview.healthy.one';

function verdictOf(locale: Locale, found: Survey, { hasPackets, unanswered, beside }: Recorded): string[] {
  const { stuck, possible, connections, servers, claims } = found;
  const all = [...servers.flatMap((server) => server.claims), ...claims];
  const gravest = all.find(({ severity }) => severity === 'error') ?? all[0];
  const parts: string[] = [];
  if (stuck > 0) parts.push(say(locale, 'overview.stuck', { count: stuck, connections }));
  if (possible > 0) {
    const id = hasPackets ? 'overview.possible' : 'overview.possible.listed';
    parts.push(say(locale, id, { count: possible, connections }));
  }
  if (gravest !== undefined) parts.push(gravest.title);
  else if (unanswered && stuck + possible === 0) parts.push(say(locale, 'overview.unanswered'));
  if (beside !== null && beside.loss !== null) parts.push(say(locale, 'overview.lost', { ...beside.loss }));
  return parts;
}

/** `Packets: 12, connections: 2, in 172 s.` and what the recording could not show. */
export function recordingTold(reading: CaptureReading, { lacks }: Survey): string[] {
  const { locale, recorder, findings } = reading;
  const { dropped } = recorder;
  const told = [findings.quality(), droppedTold(locale, dropped), lacksTold(locale, lacks)];
  const missing = told.filter((sentence) => sentence !== null);
  return [sizeTold(reading), ...(missing.length > 0 ? missing : [say(locale, 'overview.complete')])];
}

function sizeTold({ locale, recorder: { tracker } }: CaptureReading): string {
  const seconds = tracker.lastTime - tracker.firstTime;
  const timed = Number.isFinite(seconds) && seconds > 0;
  return say(locale, timed ? 'overview.recorded' : 'overview.recorded.untimed', {
    packets: tracker.packets.length,
    connections: tracker.connections.length,
    duration: timed ? duration(locale, seconds) : '',
  });
}

const droppedTold = (locale: Locale, dropped: number | null): string | null =>
  dropped === null || dropped === 0 ? null : say(locale, 'overview.dropped', { count: dropped });

const lacksTold = (locale: Locale, lacks: readonly ClaimView[]): string | null =>
  lacks.length === 0
    ? null
    : say(locale, 'overview.lacks', {
        lacks: lacks.map(({ title, connections }) => lackTold(title, connections)).join(', '),
      });

const lackTold = (title: string, connections: number): string =>
  connections === 0 ? title : `${title} (${connections})`;
