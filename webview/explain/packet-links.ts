import { actionLink } from '../controls';
import { shown } from '../text/visible';

/** Which packet (index from 0) a number in the words means; undefined: none that is known here. */
export type PacketIndex = (packet: number) => number | undefined;

const MENTION = /((?:[Pp]ackets?|报文)[ \u00a0]?)(\d{1,10})/g;

/** Words in which every packet that is named can be pressed. */
export function linkPackets(
  words: string,
  limit: number,
  indexOf: PacketIndex,
  goTo: (index: number) => void,
): (Node | string)[] {
  const text = shown(words, limit);
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const mention of text.matchAll(MENTION)) {
    const index = indexOf(Number(mention[2]));
    if (index === undefined) continue;
    parts.push(
      text.slice(end, mention.index),
      actionLink(mention[0], () => goTo(index)),
    );
    end = mention.index + mention[0].length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}
