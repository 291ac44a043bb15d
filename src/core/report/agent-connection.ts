import { say } from '../explain';
import type { IncidentConnection, IncidentExplanation } from '../session/incident';
import { spelledOut } from '../text';
import { duration, type Locale } from '../words';
import { causeEvidence, PLATFORM_NAMES } from './explanation-text';
import { shortProcess } from './sockets-table';
import { stateLabel } from './state-label';

/** The parts of an explanation that an agent asks for one by one; `all` is every one of them. */
export const EXPLANATION_PARTS = ['summary', 'evidence', 'causes', 'commands', 'all'] as const;
export type ExplanationPart = (typeof EXPLANATION_PARTS)[number];

/** A connection in one line: both ends with their states, what is stuck, who holds it, where it stands, what was found. */
export function connectionLine(locale: Locale, connection: IncidentConnection): string {
  const { packets, row, process, findings } = connection;
  const ends = packets ?? row;
  const parts = [
    say(locale, 'agent.connection', {
      connection: connection.connection,
      client: ends?.client ?? '?',
      clientState: ends === null ? '' : stateLabel(ends.clientState),
      server: ends?.server ?? '?',
      serverState: ends === null ? '' : stateLabel(ends.serverState),
    }),
    ...stuckParts(locale, connection),
  ];
  if (process !== null) parts.push(say(locale, 'agent.process', { process: shortProcess(process) }));
  if (packets !== null)
    parts.push(say(locale, 'agent.packets', { first: packets.firstPacket, last: packets.lastPacket }));
  const lines = row === null ? connection.joins.map(({ line }) => line) : [row.socket.line];
  for (const line of lines) parts.push(say(locale, 'agent.line', { line }));
  if (findings.length > 0)
    parts.push(say(locale, 'agent.found', { findings: findings.map(({ title }) => title).join(', ') }));
  return spelledOut(parts.join('; '));
}

function stuckParts(locale: Locale, { stuck }: IncidentConnection): string[] {
  if (stuck === null) return [];
  const end = say(locale, `party.${stuck.endpoint}`);
  const id = stuck.sureness === 'possible' ? 'agent.possibly-stuck-end' : 'agent.stuck-end';
  const parts = [say(locale, id, { end })];
  if (stuck.seconds !== null)
    parts.push(say(locale, 'agent.for', { duration: duration(locale, stuck.seconds) }));
  return [parts.join(' ')];
}

type FindingInBrief = Pick<IncidentConnection['findings'][number], 'severity' | 'title' | 'message'>;

/** `[warning] Never accepted: ...` */
export const findingLine = ({ severity, title, message }: FindingInBrief): string =>
  spelledOut(`[${severity}] ${title}: ${message}`);

/** A part of an explanation in lines that can be told one after another. */
export function explanationLines(
  locale: Locale,
  explanation: IncidentExplanation,
  part: ExplanationPart,
): readonly string[] {
  const parts: Readonly<Record<Exclude<ExplanationPart, 'all'>, () => string[]>> = {
    summary: () => summaryLines(locale, explanation),
    evidence: () => evidenceLines(explanation),
    causes: () => causeLines(locale, explanation),
    commands: () => commandLines(locale, explanation),
  };
  const lines = part === 'all' ? Object.values(parts).flatMap((lines) => lines()) : parts[part]();
  const told = part === 'summary' ? [...lines, say(locale, 'agent.parts')] : lines;
  return told.map((line) => spelledOut(line));
}

function summaryLines(locale: Locale, explanation: IncidentExplanation): string[] {
  const { title, summary, quality, connection, captureFindings, endpoints, row, together } = explanation;
  const [subject] = endpoints;
  return [
    title,
    summary,
    ...(quality === null ? [] : [quality]),
    ...(together === null ? [] : [together]),
    ...[...(connection?.findings ?? []), ...captureFindings].map(findingLine),
    ...endpoints.map((end) =>
      say(locale, 'agent.end', {
        side: say(locale, end.side === 'client' ? 'party.Client' : 'party.Server'),
        address: end.address,
        state: stateLabel(end),
        since: end.since,
      }),
    ),
    ...(row?.meaning == null ? [] : [row.meaning]),
    ...(subject?.causes ?? []).map((cause, at) => causeLine(locale, cause.title, at)),
  ];
}

const causeLine = (locale: Locale, title: string, at: number): string =>
  say(locale, 'agent.cause', { number: at + 1, title });

const evidenceLines = ({ endpoints }: IncidentExplanation): string[] =>
  endpoints.flatMap(({ why, evidence, meaning }) => [...why, ...evidence.map(({ text }) => text), meaning]);

const causeLines = (locale: Locale, { endpoints: [subject] }: IncidentExplanation): string[] =>
  (subject?.causes ?? []).flatMap((cause, at) => [
    causeLine(locale, cause.title, at),
    cause.text,
    ...causeEvidence(locale, cause),
  ]);

function commandLines(locale: Locale, { endpoints: [subject], row, tables }: IncidentExplanation): string[] {
  const commands = subject?.commands ?? row?.commands ?? tables.flatMap((table) => table.commands);
  return commands.flatMap(({ platform, command, purpose }) => [
    PLATFORM_NAMES[platform] === ''
      ? command
      : say(locale, 'agent.command', { where: PLATFORM_NAMES[platform], command }),
    purpose,
  ]);
}
