import { GUIDED_STATES, type StateGuide, stateGuide } from '../../explain';
import type { Locale } from '../../words';

/** What can be said of each state without a capture, those that people ask about first before the others. */
export const stateGuides = (locale: Locale): readonly StateGuide[] =>
  GUIDED_STATES.map((state) => stateGuide(locale, state));
