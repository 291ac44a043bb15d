import { cleanLine, LineSplitter } from '../../text';
import { isGarbled } from './garbled';
import { readNotice } from './notices';
import { showsPacket } from './packet-scanner';
import { Row, ShownPacket, WiresharkText } from './wireshark';

const SAMPLE_BYTES = 1 << 16;
const MAX_SAMPLE_LINES = 2000;
/** So many lines that show packets do not stand in a binary file by chance. */
const SEVERAL = 2;

/**
 * How sure it is, from 0 to 1, that a file which begins with these bytes is a log of tcpdump: 0 without a packet line
 * or a word of tcpdump's own, the more the larger the share of such lines. Looks at 64 KiB at most.
 */
export function looksLikeTcpdumpText(bytes: Uint8Array): number {
  let packets = 0;
  let notices = 0;
  let lines = 0;
  let garbled = 0;
  let stretches = 0;
  let wasGarbled = false;
  const wireshark = new WiresharkText();
  const shown = new ShownPacket();
  const showsRow = (text: string): boolean => {
    if (wireshark.endsBefore(text) && wireshark.finish(shown) && isCertain(shown)) packets++;
    const row = wireshark.reads(text, shown);
    return row === Row.packet && isCertain(shown);
  };
  const receiver = {
    line(_offset: number, _length: number, raw: string): void {
      if (lines >= MAX_SAMPLE_LINES) return;
      const { text } = cleanLine(raw.slice(0, 4096));
      if (text.trim() === '') return;
      lines++;
      const isBinary = isGarbled(text);
      if (isBinary && !wasGarbled) stretches++;
      wasGarbled = isBinary;
      if (isBinary) garbled++;
      else if (wireshark.heads(text)) notices++;
      else if (showsRow(text) || showsPacket(text)) packets++;
      else if (readNotice(text)?.kind === 'begin') notices++;
    },
  };
  const end = Math.min(bytes.length, SAMPLE_BYTES);
  const splitter = new LineSplitter(receiver);
  const done = splitter.consume(bytes, 0, end, 0);
  splitter.end(bytes, done, end, done);
  if (wireshark.finish(shown) && isCertain(shown)) packets++;
  // Binary between good lines is passed over as one, however many line ends are in it.
  const counted = packets >= SEVERAL ? stretches : garbled;
  if (packets + notices === 0 || counted * 4 > lines) return 0;
  return Math.min(1, 0.5 + (packets + notices) / lines);
}

/** TCP's own fields, or a row between two addresses: between two words, it may be any program's. */
const isCertain = ({ showsTcp, source, destination }: ShownPacket): boolean =>
  showsTcp || (/[.:]/.test(source) && /[.:]|^Broadcast$/.test(destination));
