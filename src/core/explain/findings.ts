import type { CaptureFinding, Finding } from '../findings';
import type { Locale } from '../words';
import { duration } from '../words';
import { partyValues } from './parties';
import { firstWithWords, ofPart, say, type WordId } from './say';

/** What a finding is called: `Stuck in CLOSE_WAIT`; some cases of it have a name of their own. */
export const findingTitle = (locale: Locale, told: Told): string => say(locale, wordsFor(told).title);

/** What the words of a finding are chosen by. */
type Told = Pick<Finding | CaptureFinding, 'id' | 'kind'> & Pick<Finding, 'inPart'>;

/** The words for a case of a finding; no message: its title says it all. */
interface Chosen {
  readonly title: WordId;
  readonly message: WordId | null;
}

/** What was chosen, by finding and case: a capture can have one case ten thousand times. */
const chosen = new Map<string, Map<string, Chosen>>();
const chosenInPart = new Map<string, Map<string, Chosen>>();

function wordsFor({ id, kind, inPart }: Told): Chosen {
  const byId = inPart === true ? chosenInPart : chosen;
  let byKind = byId.get(id);
  if (byKind === undefined) {
    byKind = new Map();
    byId.set(id, byKind);
  }
  let words = byKind.get(kind);
  if (words === undefined) {
    words = choose(id, kind, inPart === true);
    byKind.set(kind, words);
  }
  return words;
}

function choose(id: Told['id'], kind: string, inPart: boolean): Chosen {
  const title = firstWithWords([`finding.${id}.title.${caseOf(kind)}`]) ?? `finding.${id}.title`;
  const message = firstWithWords([`finding.${id}.${kind}`, `finding.${id}.${caseOf(kind)}`]);
  return { title: ofPart(title, inPart), message: message === null ? null : ofPart(message, inPart) };
}

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
  const { seconds } = finding;
  const { message: words } = wordsFor(finding);
  if (words === null) return findingTitle(locale, finding);
  const span = seconds === null ? say(locale, 'duration.unknown') : duration(locale, seconds);
  const told = (seconds: unknown) =>
    typeof seconds === 'number' ? duration(locale, seconds) : say(locale, 'duration.unknown');
  return say(locale, words, {
    ...values,
    duration: span,
    patience: told(values.patience),
    spread: told(values.spread),
    waited: told(values.waited),
  });
}
