import { type Completeness, percentOf, type VantagePoint } from '../observation';
import { duration, type Locale } from '../words';
import { partyName } from './parties';
import { say } from './say';

/** What a recording could not show, as far as a reader has to know it before anything is concluded. */
export interface Quality {
  readonly completeness: Completeness;
  /** Recordings that the file holds: more than one where tcpdump ran again, or files were merged. */
  readonly recordings: number;
  /** Times that its clock stepped, or a packet of another clock strayed in. */
  readonly clockSteps: number;
  /** Seconds of silence that nothing but a file which stayed as it was shows, where something is concluded from them; else 0. */
  readonly silence: number;
  /** Where the connection was recorded that is spoken of, where that matters. */
  readonly recordedAt: VantagePoint | null;
  /** What all of it has in common as behind a filter: the server's port, or both addresses. */
  readonly confined:
    | { readonly to: 'port'; readonly port: number }
    | { readonly to: 'pair'; readonly client: string; readonly server: string }
    | null;
}

/** One line about how complete a recording is; null where nothing is known to be missing. */
export function qualityInWords(locale: Locale, quality: Quality): string | null {
  const parts = [lossInWords(locale, quality.completeness)];
  const { recordings, clockSteps } = quality;
  if (recordings > 1) parts.push(say(locale, 'quality.recordings', { count: recordings }));
  if (clockSteps > 0)
    parts.push(say(locale, clockSteps === 1 ? 'quality.clock.one' : 'quality.clock', { count: clockSteps }));
  if (quality.silence > 0)
    parts.push(say(locale, 'quality.silence', { duration: duration(locale, quality.silence) }));
  const { recordedAt, confined, completeness } = quality;
  if (completeness.directions !== 'both' && completeness.oneSided > 0)
    parts.push(say(locale, `quality.directions.${completeness.directions}`));
  if (confined) parts.push(say(locale, `quality.confined.${confined.to}`, { ...confined }));
  if (recordedAt)
    parts.push(say(locale, `quality.at.${recordedAt.by}`, { side: partyName(locale, recordedAt.side) }));
  const told = parts.filter((part) => part !== null);
  if (told.length === 0) return null;
  return say(locale, 'quality.line', { told: told.join(say(locale, 'quality.and')) });
}

function lossInWords(locale: Locale, { missing, by, loss, flagsOnly }: Completeness): string | null {
  if (flagsOnly) return say(locale, 'quality.flags');
  if (loss === 'none' || by === null) return null;
  return say(locale, `quality.${by}.${loss}`, { percent: percentOf(missing) });
}
