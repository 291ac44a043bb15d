import { type Seq, seqAdd } from '../bytes';
import type { Segment } from '../decode';
import { TcpFlag } from '../tcp';
import { Finding, type SequenceTrack } from './analysis';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';

/**
 * The history string in Zeek's letters (Zeek documentation, base/protocols/conn/main.zeek, `history`): upper case
 * for the client, lower case for the server.
 *
 * S SYN, H SYN/ACK, F FIN, R RST: again where the sequence number differs from the last of its kind.
 * A bare ACK, D payload, I FIN with RST, Q SYN with FIN or RST, X a header that could not be read: once a side.
 * G a content gap (of that side's data), T payload sent again, W a closed window: the 1st, 10th, 100th time.
 * ^ first of all: the first packet was not the client's, and the roles were guessed.
 * C (a bad checksum) is never written: captures on the sending host see checksums before the network card fills
 * them in, and most are cut before the payload ends.
 */
const Letter = { A: 0x01, D: 0x02, I: 0x04, Q: 0x08, X: 0x10, S: 0x20, H: 0x40, F: 0x80, R: 0x100 } as const;
type LetterName = keyof typeof Letter | 'G' | 'T' | 'W';

/** A hostile capture can repeat S, H, F and R with ever new numbers. */
const MAXIMUM_LETTERS = 64;
const { SYN, FIN, RST, ACK } = TcpFlag;

/** Adds a segment's letters; `findings` are those of its sequence analysis. */
export function recordHistory(
  connection: Connection,
  sender: Endpoint,
  receiver: Endpoint,
  segment: Segment,
  findings: number,
): void {
  if (connection.packets === 1 && sender !== connection.client) connection.history = '^';
  if (!segment.flagsKnown) {
    once(connection, sender, 'X');
    return;
  }
  const control = segment.flags & (SYN | FIN | RST);
  if (control !== 0) recordControl(connection, sender, segment, control);
  else if (segment.length === 0 && (segment.flags & ACK) !== 0 && !hasLetter(sender, Letter.A)) {
    once(connection, sender, 'A');
  }
  if (segment.length > 0 && !hasLetter(sender, Letter.D)) once(connection, sender, 'D');
  const track = sender.track;
  if (track === null) return;
  // After a FIN no end sends into the window, and with a reset it means nothing.
  const closed = segment.windowKnown && segment.window === 0 && (segment.flags & RST) === 0;
  if (closed && !receiver.finSent && !sender.resetSent && isDecade(++track.zeroWindows))
    add(connection, sender, 'W');
  if (findings === 0) return;
  if ((findings & Finding.retransmission) !== 0 && segment.length > 0 && isDecade(++track.retransmissions)) {
    add(connection, sender, 'T');
  }
  const peer = receiver.track;
  if ((findings & Finding['ack-lost-segment']) !== 0 && peer !== null && isDecade(++peer.gaps)) {
    add(connection, receiver, 'G');
  }
}

/** S, H, F or R, unless it is the last of its kind once more; I or Q where the flags contradict each other. */
function recordControl(connection: Connection, sender: Endpoint, segment: Segment, control: number): void {
  if ((control & (control - 1)) !== 0) {
    once(connection, sender, (control & (FIN | RST)) === (FIN | RST) ? 'I' : 'Q');
    return;
  }
  const letter = control === SYN ? ((segment.flags & ACK) !== 0 ? 'H' : 'S') : control === FIN ? 'F' : 'R';
  // A FIN's number is the one after the data that it comes with.
  const number = control === FIN ? seqAdd(segment.seq, segment.length) : segment.seq;
  const fresh = segment.seqKnown && isNewNumber(sender.track, control, number);
  if (fresh && hasLetter(sender, Letter[letter])) add(connection, sender, letter);
  else once(connection, sender, letter);
}

/** Differs from the number of the last SYN, FIN or RST, which it becomes. */
function isNewNumber(track: SequenceTrack | null, control: number, number: Seq): boolean {
  if (track === null) return false;
  const last = control === SYN ? track.lastSyn : control === FIN ? track.lastFin : track.lastReset;
  if (control === SYN) track.lastSyn = number;
  else if (control === FIN) track.lastFin = number;
  else track.lastReset = number;
  return number !== last;
}

/** The letter of an acknowledgment or of data, as it is, has been used: another such segment adds nothing. */
export function hasPlainLetter(sender: Endpoint, segment: Segment): boolean {
  return hasLetter(sender, segment.length > 0 ? Letter.D : Letter.A);
}

const hasLetter = (sender: Endpoint, letter: number): boolean => (sender.historyLetters & letter) !== 0;

function once(connection: Connection, sender: Endpoint, letter: keyof typeof Letter): void {
  if (hasLetter(sender, Letter[letter])) return;
  sender.historyLetters |= Letter[letter];
  add(connection, sender, letter);
}

function add(connection: Connection, of: Endpoint, letter: LetterName): void {
  if (connection.history.length >= MAXIMUM_LETTERS) return;
  connection.history += of === connection.client ? letter : letter.toLowerCase();
}

/** 1, 10, 100 and so on. */
function isDecade(count: number): boolean {
  let rest = count;
  while (rest >= 10 && rest % 10 === 0) rest /= 10;
  return rest === 1;
}
