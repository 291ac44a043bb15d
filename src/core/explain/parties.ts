import type { Locale } from './locale';
import { say } from './say';

export type Side = 'client' | 'server';

export const otherSide = (side: Side): Side => (side === 'client' ? 'server' : 'client');

/** `{side} {other} {Side} {Other}` for words about one end of a connection. */
export function partyValues(locale: Locale, side: Side) {
  return {
    side: partyName(locale, side),
    other: partyName(locale, otherSide(side)),
    Side: partyNameCapitalised(locale, side),
    Other: partyNameCapitalised(locale, otherSide(side)),
  };
}

export const partyName = (locale: Locale, side: Side): string => say(locale, `party.${side}`);

const partyNameCapitalised = (locale: Locale, side: Side): string =>
  say(locale, side === 'client' ? 'party.Client' : 'party.Server');
