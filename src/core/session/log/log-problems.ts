import { say } from '../../explain';
import type { Locale, Severity } from '../../words';
import { stateText } from '../capture';
import type { EvidenceClient } from '../incident';
import type { LogPlace, LogProblem } from './views';

/** Problems of one text, and lines told with one of them. */
const MOST_PROBLEMS = 500;
const MOST_RELATED = 10;
/** Connections looked through for findings, the longest stuck first. */
const MOST_CONNECTIONS = 5000;
const PAGE = 1000;

/** What a finding, of whatever kind, says of the log. */
interface Found {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  readonly evidence: readonly (
    | { readonly kind: 'packet'; readonly index: number; readonly packet: number }
    | { readonly kind: 'socketRow'; readonly line: number }
    | { readonly kind: 'sourcePlace' | 'observation' }
  )[];
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** What is wrong in a log, at the lines that show it, the weightiest first; and what could not be read of it. */
export function logProblems(client: EvidenceClient, locale: Locale): readonly LogProblem[] {
  const summary = client.summary();
  const found: LogProblem[] = [];
  const isText = summary.format === 'text';
  if (isText) for (const finding of recorded(client)) found.push(...problemOf(client, locale, finding));
  for (const finding of client.tableFindings()) found.push(...problemOf(client, locale, finding));
  for (const { line, message, severity } of summary.problems)
    if (line !== null) found.push({ line, id: '', severity, message, related: [] });
  return found
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.line - b.line)
    .slice(0, MOST_PROBLEMS);
}

function* recorded(client: EvidenceClient): Generator<Found> {
  yield* client.findings();
  for (let from = 0; from < MOST_CONNECTIONS; from += PAGE) {
    const { rows } = client.connections({
      from,
      to: from + PAGE,
      sort: 'stuck',
      descending: true,
      filtered: false,
    });
    for (const { findings } of rows) yield* findings;
    if (rows.length < PAGE) return;
  }
}

function problemOf(client: EvidenceClient, locale: Locale, finding: Found): readonly LogProblem[] {
  const places = finding.evidence.flatMap((cited): LogPlace[] => {
    if (cited.kind === 'packet') return [packetPlace(client, locale, cited)];
    return cited.kind === 'socketRow' ? [{ line: cited.line, text: finding.title }] : [];
  });
  const [first, ...related] = places;
  const { id, severity, title, message } = finding;
  return [
    {
      line: first?.line ?? 1,
      id,
      severity,
      message: message === '' ? title : message,
      related: related.slice(0, MOST_RELATED),
    },
  ];
}

function packetPlace(
  client: EvidenceClient,
  locale: Locale,
  { index, packet }: { readonly index: number; readonly packet: number },
): LogPlace {
  const states = client.statesAfter(index);
  const told =
    states === null
      ? ''
      : say(locale, 'log.states', { client: stateText(states.client), server: stateText(states.server) });
  return {
    line: client.linesOfPacket(index).row,
    text: say(locale, 'log.evidence', { packet, states: told }),
  };
}
