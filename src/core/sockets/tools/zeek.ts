import { addressOf } from '../socket-address';
import { type RowDraft, rowDraft } from '../socket-row';
import type { TableReader } from './table-reader';

/**
 * Zeek's conn.log, TSV or JSON (docs.zeek.org, base/protocols/conn/main.zeek): a line a connection, written when it has ended or
 * Zeek has forgotten it. `id.orig_h` is who opened it.
 */
const HEADER = /^\s*#fields\s+ts\s+uid\s+id\.orig_h\b.*\bconn_state\b/;
/** The default columns, told by their values where the heading is missing. */
const BARE =
  /(?:^|\s)\d{9,10}\.\d{6}\s+C\w{8,20}\s+([0-9a-f.:]+)\s+(\d+)\s+([0-9a-f.:]+)\s+(\d+)\s+tcp\s+\S+\s+(?:[\d.]+|-)\s+(?:\d+|-)\s+(?:\d+|-)\s+(S[0-3FH]|SHR|REJ|RSTO|RSTR|RSTOS0|RSTRH|OTH)(?:\s|$)/;
/** What each `conn_state` leaves an end in: the end that speaks most of it; null: Zeek did not see enough. */
const STATES: Readonly<Record<string, Pick<RowDraft, 'side' | 'state'>>> = {
  S0: { side: 'client', state: 'SYN_SENT' },
  S1: { side: 'server', state: 'ESTABLISHED' },
  SF: { side: 'server', state: 'CLOSED' },
  REJ: { side: 'client', state: 'CLOSED' },
  // A close by the originator and no reply from the responder; S3 the other way round.
  S2: { side: 'server', state: 'CLOSE_WAIT' },
  S3: { side: 'client', state: 'CLOSE_WAIT' },
  RSTO: { side: 'server', state: 'CLOSED' },
  RSTR: { side: 'server', state: 'CLOSED' },
  RSTOS0: { side: 'client', state: 'CLOSED' },
  RSTRH: { side: 'server', state: null },
  SH: { side: 'server', state: null },
  SHR: { side: 'server', state: null },
  OTH: { side: 'server', state: null },
};

export const zeek: TableReader = {
  tool: 'zeek',
  row(text, { header }) {
    if (text.trimStart().startsWith('{')) return rowOf(fieldsOf(text));
    if (header !== null && HEADER.test(header)) {
      const names = header.trim().split(/\s+/).slice(1);
      const cells = text.trim().split(/\s+/);
      return cells.length < names.length - 1
        ? null
        : rowOf(new Map(names.map((name, at) => [name, cells[at] ?? ''])));
    }
    const [, ...bare] = BARE.exec(text) ?? [];
    return bare.length === 0
      ? null
      : rowOf(new Map([...NAMES.map((name, at) => [name, bare[at]] as const), ['proto', 'tcp']]));
  },
  isHeader: (text) => HEADER.test(text),
  looksLikeRow: (text) => BARE.test(text),
};

const NAMES = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'conn_state'];

function rowOf(fields: ReadonlyMap<string, string>): RowDraft | null {
  const [from, fromPort, to, toPort, word] = NAMES.map((name) => fields.get(name) ?? '');
  if (fields.get('proto') !== 'tcp' || !Object.hasOwn(STATES, word)) return null;
  const [origin, responder] = [addressOf(from, fromPort), addressOf(to, toPort)];
  if (origin === null || responder === null) return null;
  const { side, state } = STATES[word];
  return rowDraft('zeek', {
    ...{ side, state },
    local: side === 'client' ? origin : responder,
    peer: side === 'client' ? responder : origin,
  });
}

/** The fields of a line of JSON. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? new Map(Object.entries(value).map(([name, one]) => [name, String(one)]))
      : new Map();
  } catch {
    return new Map();
  }
}
