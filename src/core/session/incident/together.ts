import { say } from '../../explain';
import type { Locale } from '../../words';
import { BothEnds } from './both-ends';
import { type IncidentCapture, IncidentSession } from './incident-session';

/** A recording with others that hold connections of it. */
export interface Together {
  /** It is the first of its recordings. */
  readonly session: IncidentSession;
  /** What the others hold of it, and what they hold beside it, in sentences. */
  readonly told: readonly string[];
}

/** null: no other recording holds a connection of this one. */
export async function togetherWith(
  main: IncidentCapture,
  others: readonly IncidentCapture[],
  locale: Locale,
): Promise<Together | null> {
  const captures = [main, ...others];
  const pairs = await BothEnds.of(captures);
  if (pairs === null) return null;
  const told = others.flatMap(({ name, client }, at) => {
    const shared = new Set(
      pairs.pairs
        .filter(({ one, other }) => one.capture === 0 && other.capture === at + 1)
        .map(({ other }) => other.connection),
    ).size;
    const rest = client.summary().connections - shared;
    return [
      say(locale, 'ends.beside', { file: name, shared }),
      ...(rest > 0 ? [say(locale, 'ends.beside.rest', { file: name, count: rest })] : []),
    ];
  });
  const session = new IncidentSession(captures, [], locale, pairs);
  const passedOver = session.passedOver();
  return {
    session,
    told: [...told, ...(passedOver === null ? [] : [passedOver])],
  };
}
