import type { Certainty, Side, TcpStateName } from '../tcp';
import type { Locale } from '../words';
import { evidenceInWords, sinceWhen, whyInWords } from './account';
import { type CauseInWords, causesInWords } from './causes';
import { type CommandInWords, commandsInWords } from './commands';
import type { ConnectionFacts, ConnectionIdentity } from './connection-facts';
import { type EndpointView, viewEndpoint } from './endpoint-view';
import { isOfAState, leadOf } from './lead';
import { processInWords } from './process';
import { say } from './say';
import { sayOfGuide } from './say-of-guide';
import type { EvidenceInWords } from './shown-evidence';
import { type Statement, statementsOf } from './statement';
import { summaryOf, titleOf } from './summary';

/** An endpoint's state, explained. */
export interface EndpointInWords {
  readonly side: Side;
  readonly address: string;
  readonly state: TcpStateName;
  readonly certainty: Certainty;
  readonly since: string;
  readonly why: readonly string[];
  readonly evidence: readonly EvidenceInWords[];
  readonly meaning: string;
  readonly causes: readonly CauseInWords[];
  readonly commands: readonly CommandInWords[];
}

/** A connection's states, explained; the endpoint that needs it comes first. */
export interface ConnectionInWords<Row> {
  readonly title: string;
  readonly summary: string;
  readonly connection: Row;
  readonly endpoints: readonly EndpointInWords[];
  /** What the sentences say of packets, as data. */
  readonly statements: readonly Statement[];
}

/** Which of two states a person would ask about first. */
const TROUBLE: readonly TcpStateName[] = [
  'CLOSE_WAIT',
  'SYN_RECEIVED',
  'SYN_SENT',
  'LAST_ACK',
  'CLOSING',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'TIME_WAIT',
  'CLOSED',
  'ESTABLISHED',
  'LISTEN',
  'UNKNOWN',
];

/**
 * Explains both endpoints of a connection from the recorded changes. Everything said follows from the facts:
 * what cannot be told from packets is offered as a cause, with the way to prove it.
 */
export function explainEndpoints<Row extends ConnectionIdentity>(
  locale: Locale,
  facts: ConnectionFacts<Row>,
): ConnectionInWords<Row> {
  const lead = leadOf(facts);
  const client = viewEndpoint(facts, 'client', lead);
  const server = viewEndpoint(facts, 'server', lead);
  const blamed = lead === null || isOfAState(lead) ? null : lead.endpoint;
  const first = facts.side ?? blamed ?? stuckHere(facts, client, server) ?? subject(client, server);
  const views: [EndpointView, EndpointView] = first === 'client' ? [client, server] : [server, client];
  return {
    title: titleOf(locale, views[0]),
    summary: summaryOf(locale, facts, views[0], views[1]),
    connection: facts.connection,
    endpoints: views.map((view) => explainEndpoint(locale, facts, view)),
    statements: statementsOf(facts, views),
  };
}

/** The end that stays in CLOSE_WAIT, from the FIN on that it proves to have received: this is what hangs. */
function stuckHere(facts: ConnectionFacts, client: EndpointView, server: EndpointView): Side | null {
  const side = facts.connection.stuck?.endpoint ?? null;
  const view = side === 'client' ? client : server;
  const proven = facts.transitions.some(
    (t) => t.side === side && t.to === 'CLOSE_WAIT' && t.certainty === 'confirmed',
  );
  const found = facts.findings.some(({ id, endpoint }) => id === 'close-wait' && endpoint === side);
  return (proven || found) && view.state === 'CLOSE_WAIT' ? side : null;
}

function subject(client: EndpointView, server: EndpointView): Side {
  // What only follows from the peer's packet comes after what the peer's own packets prove.
  const rank = (view: EndpointView, peer: EndpointView) =>
    view.certainty === 'inferred' && (peer.state === 'SYN_SENT' || peer.state === 'FIN_WAIT_1')
      ? TROUBLE.length
      : TROUBLE.indexOf(view.state);
  return rank(client, server) < rank(server, client) ? 'client' : 'server';
}

function explainEndpoint(locale: Locale, facts: ConnectionFacts, view: EndpointView): EndpointInWords {
  return {
    side: view.side,
    address: view.address,
    state: view.state,
    certainty: view.certainty,
    since: sinceWhen(locale, facts, view),
    why: [
      ...whyInWords(locale, facts, view),
      ...processInWords(locale, facts, view),
      ...(facts.table?.told ?? []).filter(({ side }) => side === view.side).map(({ sentence }) => sentence),
      ...roleDoubt(locale, facts),
    ],
    evidence: [...evidenceInWords(locale, facts, view), ...rowsOf(facts, view)],
    meaning: stateMeaning(locale, view.state),
    causes: causesInWords(locale, view),
    commands: commandsInWords(locale, view),
  };
}

/** The rows of socket tables that show this end. */
const rowsOf = ({ table }: ConnectionFacts, { side }: EndpointView): EvidenceInWords[] =>
  (table?.told ?? [])
    .filter((row) => row.side === side)
    .map(({ file, line, text }) => ({ kind: 'socketRow', file, line, text }));

/** What a state means for the program that owns the socket, and what ends it. */
export function stateMeaning(locale: Locale, state: TcpStateName): string {
  const parts = [sayOfGuide(locale, `state.${state}.meaning`), sayOfGuide(locale, `state.${state}.ends`)];
  return parts.join(locale === 'en' ? ' ' : '');
}

/** How client and server were told apart, in a sentence. */
export const roleSentence = (locale: Locale, roleBy: ConnectionIdentity['roleBy']): string =>
  say(locale, `role.${roleBy}`);

const roleDoubt = (locale: Locale, { connection }: ConnectionFacts): string[] =>
  connection.roleBy === 'syn' ? [] : [roleSentence(locale, connection.roleBy)];
