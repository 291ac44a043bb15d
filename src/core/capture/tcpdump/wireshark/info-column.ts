import { servicePort } from '../../../names';
import { TcpFlag } from '../../../tcp';
import type { ShownPacket } from './shown-packet';

/** U+2192 as it is, as older versions print it, and as consoles show its UTF-8 in code pages 1252, 850 and 437. */
export const ARROW = '(?:→|->|>|â†’|ÔåÆ|ΓåÆ)';

const PORT = '[\\w.-]{1,40}(?:\\(\\d{1,5}\\))?';
const FLAG = '(?:SYN|FIN|RST|PSH|ACK|URG|ECN|ECE|CWR|AE|NS|ACE=\\d|Reserved|<None>)';

/** `[TCP Retransmission] 44236 → 8000 [FIN, ACK] Seq=85 Ack=1 ...`; a cut line may end inside the flags. */
const info = new RegExp(
  `((?:\\[[^\\][]{1,80}\\],? ?){0,6})(${PORT}) {0,3}${ARROW} {0,3}(${PORT}) \\[(${FLAG}(?:, ?${FLAG})*)(\\]|(?:, ?[A-Z]{0,3})?$)`,
);

const TO_COME = 'port → port [SYN | FIN | RST | PSH | ACK]';
/** The Info column of a row that is cut before its flags; the empty one, too. */
const cutInfo = new RegExp(
  `^(?:\\[TCP (?!segment of)[^\\][]{1,80}\\],? ?){0,6}(?:\\[T?C?P?|\\[TCP [^\\][]{0,80}|${PORT}(?: {0,3}${ARROW}?(?: {0,3}${PORT}(?: (?:\\[(?:[A-Z]{1,3})?)?)?)?)?)?$`,
);

/** Of a row of TCP of which no flags were read: tells in `shown` whether its Info column ends before they come. */
export function noteCutInfo(info: string, shown: ShownPacket): void {
  if (shown.protocol === 'TCP' && !shown.showsTcp && cutInfo.test(info.trim())) shown.missing = TO_COME;
}

const flagBits: Readonly<Record<string, number>> = {
  FIN: TcpFlag.FIN,
  SYN: TcpFlag.SYN,
  RST: TcpFlag.RST,
  PSH: TcpFlag.PSH,
  ACK: TcpFlag.ACK,
  URG: TcpFlag.URG,
  ECN: TcpFlag.ECE,
  ECE: TcpFlag.ECE,
  CWR: TcpFlag.CWR,
  NS: TcpFlag.AE,
  AE: TcpFlag.AE,
};

/** Finds what the Info column says of a TCP segment; -1, or where it begins in `text`. Fills `shown` on success. */
export function readTcpInfo(text: string, shown: ShownPacket): number {
  const match = info.exec(text);
  if (match === null) return -1;
  shown.showsTcp = true;
  shown.sourcePort = portOf(match[2], shown);
  shown.sourceService = shown.unknownService;
  shown.unknownService = '';
  shown.destinationPort = portOf(match[3], shown);
  shown.destinationService = shown.unknownService;
  shown.unknownService ||= shown.sourceService;
  shown.repeated = /Retransmission|Out-Of-Order|Dup ACK|Keep-Alive/.test(match[1]);
  shown.reused = match[1].includes('Port numbers reused');
  if (match[5] === ']') {
    shown.flags = flagsOf(match[4]);
    readValues(text.slice(match.index + match[0].length), shown);
  } else {
    shown.flags = cutFlags(flagsOf(match[4]), match[5].replace(/^, ?/, ''));
    shown.missing = 'ACK] Seq=';
  }
  return match.index;
}

/** `8000`, `irdmi`, `http(80)`. */
function portOf(text: string, shown: ShownPacket): number {
  const bracket = text.indexOf('(');
  const digits = bracket < 0 ? text : text.slice(bracket + 1, -1);
  if (/^\d{1,5}$/.test(digits)) return Number(digits) > 65535 ? -1 : Number(digits);
  const port = servicePort(digits);
  if (port < 0) shown.unknownService = digits;
  return port;
}

const flagsOf = (list: string): number =>
  list.split(/, ?/).reduce((bits, name) => bits | (flagBits[name] ?? 0), 0);

/**
 * Flags of a list that is cut behind `bits`, in `rest` of the next one; they are printed in the order of the header's
 * bits. A FIN and a PSH always come with an ACK (RFC 9293, 3.10.7); a SYN is an answer only with one: -1 where that is cut.
 */
function cutFlags(bits: number, rest: string): number {
  if (/^AC?$/.test(rest) || (bits & (TcpFlag.FIN | TcpFlag.PSH)) !== 0) return bits | TcpFlag.ACK;
  const isSure = (bits & (TcpFlag.ACK | TcpFlag.RST)) !== 0 || /^[EUC]/.test(rest);
  return isSure ? bits : -1;
}

const value = / (\w{2,5})=(\d{1,10})/g;

/** ` Seq=0 Ack=1 Win=64240 Len=0 MSS=1460 WS=128 TSval=1 TSecr=0 SACK_PERM SLE=1 SRE=2`. */
function readValues(text: string, shown: ShownPacket): void {
  const values = text.slice(0, 1000);
  shown.sackPermitted = / SACK_PERM\b/.test(values);
  for (const match of values.matchAll(value)) {
    const isLast = match.index + match[0].length === values.length;
    setValue(match[1], Number(match[2]), isLast, shown);
  }
}

/** A number at the line's end that others always follow may be cut: it is not known. */
function setValue(name: string, number: number, isLast: boolean, shown: ShownPacket): void {
  if (name === 'Seq' && !isLast) shown.seq = number;
  else if (name === 'Ack' && !isLast) shown.ack = number;
  else if (name === 'Win' && !isLast) {
    shown.window = number;
    shown.windowScaled = true;
  } else if (name === 'Len') {
    shown.length = number;
    shown.lengthMayBeCut = isLast;
  } else if (name === 'MSS') shown.maximumSegmentSize = number;
  else if (name === 'WS') shown.windowFactor = number;
  else if (name === 'TSval') shown.timestampValue = number;
  else if (name === 'TSecr') shown.timestampEcho = number;
  else if ((name === 'SLE' || name === 'SRE') && shown.sack.length < 8) shown.sack.push(number);
}
