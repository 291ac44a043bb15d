import { otherSide, type Side } from '../tcp';
import type { Locale } from '../words';
import { sayOfGuide } from './say-of-guide';

/** `{side} {other} {Side} {Other}` for words about one end of a connection. */
export function partyValues(locale: Locale, side: Side) {
  return {
    side: partyName(locale, side),
    other: partyName(locale, otherSide(side)),
    Side: partyNameCapitalised(locale, side),
    Other: partyNameCapitalised(locale, otherSide(side)),
  };
}

export const partyName = (locale: Locale, side: Side): string => sayOfGuide(locale, `party.${side}`);

const partyNameCapitalised = (locale: Locale, side: Side): string =>
  sayOfGuide(locale, side === 'client' ? 'party.Client' : 'party.Server');
