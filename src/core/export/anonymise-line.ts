import { AddressFamily, formatAddress } from '../tcp';
import type { AddressBook } from './address-book';

/** A packet of a text log, as its row has it. */
export interface PrintedSegment {
  /** Seconds as a decimal string; null where the log prints no time. */
  readonly time: string | null;
  /** `192.0.2.1:33482`, `[2001:db8::1]:443`, `client.example:80`. */
  readonly from: string;
  readonly to: string;
  readonly flags: string;
  readonly seq: number | null;
  readonly ack: number | null;
  readonly window: number | null;
  readonly length: number | null;
}

const SEGMENT =
  /Flags \[[SFRPUWEe.]*(?:none)?\](?:, cksum 0x[0-9a-f]{1,4} \([^)]*\))?((?:, (?:seq|ack|win|urg) [\d:]+)*)(?:, options \[([^\]]*)\])?, length (\d+)/;
const OPTION = /^(?:mss \d+|nop|eol|sackOK|wscale \d+|TS val \d+ ecr \d+|sack \d+ (?:\{\d+:\d+\})+)$/;
const HEADER = /ttl (\d+), id (\d+), offset (\d+), flags \[(DF|none|\+)\], proto TCP \(6\), length (\d+)/;
const HOP_LIMIT = /hlim (\d+)/;
const SECONDS_OF_A_DAY = 86_400;
/** Later than this the seconds are since 1970, not since midnight or the first packet. */
const DATED = 10 * 365 * SECONDS_OF_A_DAY;

/**
 * A packet of a text log as `tcpdump -n` would print it, with other addresses: nothing of its line is handed on but numbers,
 * flags and options. Times keep their meaning: since 1970, or of the day.
 */
export function anonymisedLine(text: string, row: PrintedSegment, book: AddressBook): string {
  const [from, to] = [row.from, row.to].map((end) => endOf(end, book));
  const name = from.isIpv6 ? 'IP6' : 'IP';
  const ends = `${from.text} > ${to.text}: ${segmentText(text, row)}`;
  const time = row.time === null ? '' : `${clock(row.time)} `;
  const header = HEADER.exec(text);
  if (header !== null && !from.isIpv6) {
    const [, ttl, id, offset, flags, length] = header;
    const shown = `tos 0x0, ttl ${ttl}, id ${id}, offset ${offset}, flags [${flags}], proto TCP (6), length ${length}`;
    return `${time}IP (${shown})\n    ${ends}`;
  }
  const limit = from.isIpv6 ? HOP_LIMIT.exec(text) : null;
  const payload = (row.length ?? 0) + 20;
  const details = limit === null ? '' : ` (hlim ${limit[1]}, next-header TCP (6) payload length: ${payload})`;
  return `${time}${name}${details} ${ends}`;
}

function segmentText(text: string, row: PrintedSegment): string {
  const flags = `Flags [${row.flags === '' ? 'none' : row.flags}]`;
  const printed = SEGMENT.exec(text.replace(/\s*\n\s*/g, ' '));
  if (printed !== null) {
    const [, numbers, options, length] = printed;
    const kept = (options ?? '').split(',').filter((option) => OPTION.test(option));
    return `${flags}${numbers}${kept.length === 0 ? '' : `, options [${kept.join(',')}]`}, length ${length}`;
  }
  const parts = [flags];
  const { seq, ack, window, length } = row;
  if (seq !== null && (length ?? 0) > 0) parts.push(`seq ${seq}:${seq + (length ?? 0)}`);
  else if (seq !== null && /[SFR]/.test(row.flags)) parts.push(`seq ${seq}`);
  if (ack !== null) parts.push(`ack ${ack}`);
  if (window !== null) parts.push(`win ${window}`);
  return `${parts.join(', ')}, length ${length ?? 0}`;
}

interface End {
  readonly text: string;
  readonly isIpv6: boolean;
}

function endOf(end: string, book: AddressBook): End {
  const [, host, port] = /^(.*):(\d+)$/.exec(end) ?? ['', end, '0'];
  const bare = host.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const ipv4 = ipv4Bytes(bare);
  const ipv6 = ipv4 === null ? ipv6Bytes(bare) : null;
  if (ipv6 === null)
    return {
      text: `${(ipv4 === null ? book.named(bare) : book.ipv4(ipv4)).join('.')}.${port}`,
      isIpv6: false,
    };
  const view = new DataView(Uint8Array.from(book.ipv6(ipv6)).buffer);
  const words = [0, 4, 8, 12].map((at) => view.getInt32(at)) as [number, number, number, number];
  return { text: `${formatAddress(AddressFamily.ipv6, ...words)}.${port}`, isIpv6: true };
}

function ipv4Bytes(text: string): Uint8Array | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : null;
}

/** RFC 4291, section 2.2. */
function ipv6Bytes(text: string): Uint8Array | null {
  if (!text.includes(':') || !/^[0-9a-fA-F:.]+$/.test(text)) return null;
  const last = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const ipv4 = last === null ? null : ipv4Bytes(last[2]);
  const hex = last === null || ipv4 === null ? text : `${last[1]}${wordsOf(ipv4)}`;
  const [head, tail, more] = hex.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (more !== undefined || missing < 0 || (tail === undefined && missing > 0)) return null;
  const words = [...head, ...Array<string>(tail === undefined ? 0 : missing).fill('0'), ...(tail ?? [])];
  const numbers = words.map((word) => Number.parseInt(word, 16));
  if (numbers.some((word) => Number.isNaN(word) || word > 0xffff)) return null;
  return Uint8Array.from(numbers.flatMap((word) => [word >>> 8, word & 0xff]));
}

const wordsOf = ([a, b, c, d]: Uint8Array): string =>
  `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;

/** As `tcpdump` prints the time of a day, or with `-tt` the seconds since 1970. */
function clock(time: string): string {
  const [whole, fraction] = time.split('.');
  const seconds = Number(whole);
  if (time.startsWith('-') || seconds > DATED || fraction === undefined) return time;
  const day = seconds % SECONDS_OF_A_DAY;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(day / 3600)}:${two((day / 60) % 60)}:${two(day % 60)}.${fraction}`;
}
