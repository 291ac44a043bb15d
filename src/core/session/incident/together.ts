import { say } from '../../explain';
import type { Locale } from '../../words';
import { BothEnds, type LossBetween, lossBetween } from './both-ends';
import { type IncidentCapture, IncidentSession } from './incident-session';

/** So many connections are looked at for what got lost between the recordings, before any of them is asked about. */
const LOOKED_AT = 20;

/** A recording with others that hold connections of it. */
export interface Together {
  /** It is the first of its recordings. */
  readonly session: IncidentSession;
  /** What the others hold of it, and what they hold beside it, in sentences. */
  readonly told: readonly string[];
  /** The connection, as numbered in the first recording, of which the most got lost between two; null: none is known of. */
  readonly loss: (LossBetween & { readonly connection: number }) | null;
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
    loss: await greatestLoss(pairs),
  };
}

async function greatestLoss(ends: BothEnds): Promise<Together['loss']> {
  let greatest: Together['loss'] = null;
  const own = ends.pairs.filter(({ one }) => one.capture === 0).slice(0, LOOKED_AT);
  for (const { one } of own) {
    const facts = await ends.facts(one);
    const loss = facts === null ? null : lossBetween(facts);
    if (loss === null || !loss.sure || loss.lost <= (greatest?.lost ?? 0)) continue;
    greatest = { ...loss, connection: one.connection };
  }
  return greatest;
}
