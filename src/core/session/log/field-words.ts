import { say, type WordId } from '../../explain';
import type { Side } from '../../tcp';
import { duration, type Locale } from '../../words';
import type { ConnectionRow, PacketRow } from '../capture';

/** A packet, and what of its connection is needed to say what its fields mean. */
export interface FieldContext {
  readonly locale: Locale;
  readonly row: PacketRow;
  readonly connection: ConnectionRow;
  /** What the packet acknowledges. */
  readonly acknowledged: Acknowledged | null;
  /** The connection's packet before this one. */
  readonly before: { readonly line: number; readonly seconds: number } | null;
}

export interface Acknowledged {
  /** The line of the segment, of the last copy where it was sent more than once. */
  readonly line: number;
  readonly copies: number;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly bytes: number;
}

/** A field as the line prints it. */
export interface PrintedField {
  readonly name: string;
  readonly value: string;
  readonly problem?: string;
}

type Teller = (field: PrintedField, context: FieldContext) => readonly string[];

const TELLERS: Readonly<Record<string, Teller>> = {
  Time: (_, { locale, before }) =>
    before === null
      ? []
      : [say(locale, 'log.time.since', { line: before.line, duration: duration(locale, before.seconds) })],
  Flags: (_, { locale, row }) =>
    [...row.flags].flatMap((letter) => FLAGS[letter] ?? []).map((id) => say(locale, id)),
  'Sequence number': (_, context) => sequence(context),
  'Acknowledgment number': (_, context) => acknowledgment(context),
  Window: (_, context) => window(context),
  Length: (_, { locale, row }) => [
    row.length === null || row.length === 0
      ? say(locale, 'log.length.none')
      : say(locale, 'log.length', { bytes: row.length }),
  ],
  Checksum: ({ problem }, { locale }) =>
    problem === undefined ? [] : [say(locale, 'log.checksum.incorrect', { problem })],
  Source: (_, context) => [end(context, context.row.sender)],
  'Source port': (_, context) => [end(context, context.row.sender)],
  Destination: (_, context) => [end(context, receiverOf(context.row))],
  'Destination port': (_, context) => [end(context, receiverOf(context.row))],
};

const FLAGS: Readonly<Record<string, WordId>> = {
  S: 'log.flag.S',
  F: 'log.flag.F',
  R: 'log.flag.R',
  P: 'log.flag.P',
  '.': 'log.flag.dot',
  U: 'log.flag.U',
  E: 'log.flag.E',
  W: 'log.flag.W',
  e: 'log.flag.e',
};

const OPTIONS: Readonly<Record<string, WordId>> = {
  mss: 'log.option.mss',
  wscale: 'log.option.wscale',
  sackOK: 'log.option.sackOK',
  sack: 'log.option.sack',
  TS: 'log.option.TS',
  nop: 'log.option.nop',
  eol: 'log.option.eol',
};

/** RFC 7323 section 2.3: a larger shift counts as this. */
const LARGEST_SHIFT = 14;

/** What a field of a packet's line means here; empty for one that nothing is said of. */
export function fieldWords(field: PrintedField, context: FieldContext): readonly string[] {
  const option = /^Option (\S+)$/.exec(field.name)?.[1];
  return option === undefined
    ? (TELLERS[field.name]?.(field, context) ?? [])
    : optionWords(OPTIONS[option], field, context);
}

function optionWords(
  id: WordId | undefined,
  { value }: PrintedField,
  { locale, row }: FieldContext,
): readonly string[] {
  if (id === undefined) return [];
  const factor = 2 ** Math.min(LARGEST_SHIFT, Number.parseInt(value, 10) || 0);
  return [say(locale, id, { ...parties(locale, row), value, factor })];
}

function sequence({ locale, row }: FieldContext): readonly string[] {
  const { relativeSeq: from, length } = row;
  const values = parties(locale, row);
  if (row.flags.includes('S')) return [say(locale, 'log.seq.syn', values)];
  if (from === null) return [];
  if (length === null) return [say(locale, 'log.seq.other', { ...values, from })];
  if (length === 0) return [say(locale, 'log.seq.next', { ...values, from })];
  return [say(locale, 'log.seq.data', { ...values, from, to: from + length - 1, bytes: length })];
}

function acknowledgment({ locale, row, acknowledged }: FieldContext): readonly string[] {
  const values = parties(locale, row);
  const { relativeAck: ack } = row;
  const upTo = ack === null ? [] : [say(locale, 'log.ack.up-to', { ...values, ack })];
  if (acknowledged === null) return [...upTo, say(locale, 'log.ack.not-recorded')];
  const { line, copies } = acknowledged;
  return [
    ...upTo,
    say(locale, 'log.ack.what', { what: whatOf(locale, acknowledged), line }),
    ...(copies > 1 ? [say(locale, 'log.ack.again', { count: copies })] : []),
  ];
}

function whatOf(locale: Locale, { syn, fin, bytes }: Acknowledged): string {
  if (bytes === 0) return say(locale, fin ? 'log.ack.fin' : 'log.ack.syn');
  return say(locale, fin ? 'log.ack.bytes-fin' : syn ? 'log.ack.bytes-syn' : 'log.ack.bytes', { bytes });
}

function window({ locale, row, connection }: FieldContext): readonly string[] {
  const { window: printed, sender } = row;
  if (printed === null || row.flags.includes('R')) return [];
  const values = { ...parties(locale, row), window: printed };
  if (row.flags.includes('S')) return [say(locale, 'log.window.syn', { ...values, bytes: printed })];
  if (printed === 0) return [say(locale, 'log.window.zero', values)];
  const shift = sender === 'client' ? connection.clientWindowScale : connection.serverWindowScale;
  if (shift === null) return [say(locale, 'log.window.unknown', values)];
  const bytes = printed * 2 ** shift;
  return [
    say(locale, shift === 0 ? 'log.window.plain' : 'log.window.scaled', {
      ...values,
      bytes,
      factor: 2 ** shift,
    }),
  ];
}

function end({ locale, connection }: FieldContext, side: Side | null): string {
  if (side === null) return '';
  return say(locale, 'log.port', {
    connection: connection.connection,
    side: say(locale, `party.${side}`),
    address: connection[side],
  });
}

const receiverOf = ({ sender }: PacketRow): Side | null =>
  sender === null ? null : sender === 'client' ? 'server' : 'client';

function parties(locale: Locale, row: PacketRow): { readonly sender: string; readonly receiver: string } {
  const sender = row.sender ?? 'client';
  return {
    sender: say(locale, `party.${sender}`),
    receiver: say(locale, `party.${receiverOf(row) ?? 'server'}`),
  };
}
