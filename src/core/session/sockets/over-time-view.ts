import { say } from '../../explain';
import { type CountClaim, type OverTime, rowEvidence, type TimeClaim } from '../../incident';
import { formatSocketAddress } from '../../sockets';
import { duration, type Locale } from '../../words';
import { processView } from './connection-view';
import { processName } from './finding-words';
import type { SocketFindingView } from './views';

/** Lines that a claim cites: as many as a reader looks up. */
const MOST_ROWS = 200;

/** What listings and counts made at different times show together; `fileOf` names the table's file, null where there is one only. */
export const changesView = (
  locale: Locale,
  { claims, counts }: OverTime,
  fileOf: (table: number) => string | null,
): SocketFindingView[] => [
  ...claims.map((claim) => timeView(locale, claim, fileOf)),
  ...counts.map((claim) => countView(locale, claim, fileOf)),
];

function countView(
  locale: Locale,
  { state, counter, severity, before, after, seconds, places }: CountClaim,
  fileOf: (table: number) => string | null,
): SocketFindingView {
  const what = counter === null ? 'counted' : 'counter';
  const values = {
    state: state ?? '',
    counter: counter === null ? '' : say(locale, `socket.counter.${counter}`),
    before,
    after,
    duration: seconds === null ? '' : duration(locale, seconds),
  };
  return {
    id: 'listings-grew',
    title: say(locale, `socket.over-time.${what}-grew.title`, values),
    message: say(locale, `socket.over-time.${what}-grew${seconds === null ? '' : '.timed'}`, values),
    ...{ endpoint: null, severity, sureness: 'likely', seconds: null, address: null, process: null },
    connections: [],
    evidence: places.flatMap(({ line, table }) => rowEvidence(fileOf(table), [line])),
  };
}

function timeView(
  locale: Locale,
  claim: TimeClaim,
  fileOf: (table: number) => string | null,
): SocketFindingView {
  const { kind, state, severity, address, process, before, after, seconds, rows } = claim;
  const values = {
    state,
    before,
    after,
    address: address === null ? say(locale, 'socket.unknown-address') : formatSocketAddress(address),
    process: process === null ? say(locale, 'socket.the-listener') : processName(locale, process),
    duration: seconds === null ? '' : duration(locale, seconds),
  };
  const words = `socket.over-time.${kind}${seconds === null ? '' : '.timed'}` as const;
  const weighty = state === 'CLOSE_WAIT' && kind === 'stays';
  const sentences = [
    say(locale, words, values),
    ...(weighty ? [say(locale, 'socket.over-time.stays.close-wait', values)] : []),
  ];
  return {
    id: `listings-${kind}`,
    title: say(locale, `socket.over-time.${kind}.title`, values),
    message: sentences.join(locale === 'en' ? ' ' : ''),
    endpoint: null,
    severity,
    sureness: seconds === null ? 'likely' : 'proven',
    seconds: kind === 'stays' ? seconds : null,
    address: address === null ? null : formatSocketAddress(address),
    process: processView(process),
    connections: [],
    evidence: rows.slice(0, MOST_ROWS).flatMap(({ row, table }) => rowEvidence(fileOf(table), [row.line])),
  };
}
