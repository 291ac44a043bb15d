import type { CaptureFinding, Finding } from '../findings';
import type { Locale } from '../words';
import { duration } from '../words';
import { partyValues } from './parties';
import { firstWithWords, ofPart, say } from './say';

/** What a finding is called: `Stuck in CLOSE_WAIT`; some cases of it have a name of their own. */
export function findingTitle(locale: Locale, { id, kind, inPart }: Told): string {
  const own = firstWithWords([`finding.${id}.title.${caseOf(kind)}`]);
  return say(locale, ofPart(own ?? `finding.${id}.title`, inPart === true));
}

/** What the words of a finding are chosen by. */
type Told = Pick<Finding | CaptureFinding, 'id' | 'kind'> & Pick<Finding, 'inPart'>;

/** `served.open`: how it ended is what the words are about. */
const caseOf = (kind: string): string => kind.split('.').at(-1) ?? kind;

/** A finding about a connection in one or two sentences. `router`: the address of who sent the ICMP error it speaks of. */
export function findingMessage(locale: Locale, finding: Finding, router: string | null = null): string {
  // Where the finding speaks of no end, the words do not name one.
  const parties = partyValues(locale, finding.endpoint ?? 'client');
  return message(locale, finding, { ...parties, ...finding.values, router });
}

/** The addresses that a finding about the capture speaks of. */
export interface CaptureFindingAddresses {
  /** The server's, with its port. */
  readonly address: string | null;
  /** The client's, without. */
  readonly client: string | null;
}

export const captureFindingMessage = (
  locale: Locale,
  finding: CaptureFinding,
  addresses: CaptureFindingAddresses,
): string => message(locale, finding, { ...addresses, ...finding.values });

function message(
  locale: Locale,
  finding: Told & Pick<Finding, 'seconds'>,
  values: Readonly<Record<string, string | number | null>>,
): string {
  const { id, kind, inPart, seconds } = finding;
  const words = firstWithWords([`finding.${id}.${kind}`, `finding.${id}.${caseOf(kind)}`]);
  if (words === null) return findingTitle(locale, finding);
  const span = seconds === null ? say(locale, 'duration.unknown') : duration(locale, seconds);
  const told = (seconds: unknown) =>
    typeof seconds === 'number' ? duration(locale, seconds) : say(locale, 'duration.unknown');
  return say(locale, ofPart(words, inPart === true), {
    ...values,
    duration: span,
    patience: told(values.patience),
    spread: told(values.spread),
    waited: told(values.waited),
  });
}
