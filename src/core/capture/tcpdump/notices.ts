import { skipPrefixes } from '../../text';

/** What tcpdump says of a capture, besides its packets. */
export type Notice =
  | { readonly kind: 'begin'; readonly name: string; readonly linkType: number; readonly snapLength: number }
  | { readonly kind: 'dropped'; readonly packets: number }
  /** It was stopped: by `^C`, or as it says how many packets it captured. */
  | { readonly kind: 'end'; readonly captured: number | null }
  | { readonly kind: 'other' };

/** LINKTYPE_ numbers by the DLT_ names that tcpdump prints, https://www.tcpdump.org/linktypes.html */
const linkTypes: Readonly<Record<string, number>> = {
  NULL: 0,
  EN10MB: 1,
  PPP: 9,
  RAW: 101,
  IEEE802_11: 105,
  LOOP: 108,
  LINUX_SLL: 113,
  PFLOG: 117,
  IEEE802_11_RADIO: 127,
  IPV4: 228,
  IPV6: 229,
  NFLOG: 239,
  LINUX_SLL2: 276,
  PKTAP: 258,
};

const other: Notice = { kind: 'other' };
const interrupted: Notice = { kind: 'end', captured: null };

/** `listening on eth0, link-type ...` and the like; null for any other line. */
export function readNotice(text: string): Notice | null {
  if (!mayBeNotice(text)) return null;
  const direct = readAt(text, 0);
  if (direct !== null) return direct;
  let found: Notice | null = null;
  skipPrefixes(text, 0, (at) => {
    found ??= readAt(text, at);
    return found !== null;
  });
  return found;
}

const mayBeNotice = (text: string): boolean =>
  text.length < 1000 &&
  (text.includes('link-type') || text.includes('packet') || text.includes('tcpdump') || text.includes('^C'));

function readAt(text: string, start: number): Notice | null {
  const at = text.startsWith('tcpdump: ', start) ? start + 9 : start;
  if (text.startsWith('listening on ', at)) return readBegin(text, at + 13);
  if (text.startsWith('reading from file ', at)) return readBegin(text, at + 18);
  return readCount(text, at) ?? (text.startsWith('^C', at) ? interrupted : at > start ? other : null);
}

/** `eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes`; `capture size` in older versions. */
function readBegin(text: string, at: number): Notice {
  const link = text.indexOf(', link-type ', at);
  const name = text.slice(at, link < 0 ? text.length : link).trim();
  const type = link < 0 ? '' : (/^\w+/.exec(text.slice(link + 12, link + 60))?.[0] ?? '');
  const snap = /(?:snapshot length|capture size) (\d{1,9})/.exec(text.slice(at));
  return {
    kind: 'begin',
    name: text.startsWith('reading', at - 18) ? '' : name,
    linkType: Object.hasOwn(linkTypes, type) ? linkTypes[type] : -1,
    snapLength: snap === null ? 0 : Number(snap[1]),
  };
}

/** `12 packets captured`, `3 packets dropped by kernel`. After ^C the terminal puts `^C` before the first. */
function readCount(text: string, at: number): Notice | null {
  const match =
    /(?:\^C)?(\d{1,15}) packets? (captured|received by filter|dropped by kernel|dropped by interface)/y;
  match.lastIndex = at;
  const found = match.exec(text);
  if (found === null) return null;
  const packets = Number(found[1]);
  if (found[2] === 'captured') return { kind: 'end', captured: packets };
  return found[2].startsWith('dropped') ? { kind: 'dropped', packets } : other;
}
