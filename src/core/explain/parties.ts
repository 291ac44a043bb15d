import { otherSide, type Side } from '../tcp';
import { LOCALES, type Locale } from '../words';
import { sayOfGuide } from './say-of-guide';

/** `{side} {other} {Side} {Other}` for words about one end of a connection. */
export const partyValues = (locale: Locale, side: Side): Parties => PARTIES[locale][side];

type Parties = Readonly<Record<'side' | 'other' | 'Side' | 'Other', string>>;

function partiesOf(locale: Locale, side: Side): Parties {
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

const PARTIES = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    { client: partiesOf(locale, 'client'), server: partiesOf(locale, 'server') },
  ]),
) as Readonly<Record<Locale, Readonly<Record<Side, Parties>>>>;
