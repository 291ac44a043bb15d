import { u16be } from '../../bytes';
import { etherTypeStep } from '../names/ethertypes';
import { Direction } from '../segment';
import { Step } from '../step';
import type { Walk } from '../walk';
import { describeCooked, describeCooked2 } from './cooked-fields';

const HEADER_V1 = 16;
const HEADER_V2 = 20;
/** Protocol values below the Ethertypes that the kernel uses: Novell's raw 802.3 and 802.2 LLC (linux/if_ether.h). */
const ETH_P_802_3 = 0x0001;
const ETH_P_802_2 = 0x0004;
const FIRST_ETHERTYPE = 0x0600;

/** ARPHRD_ values (linux/if_arp.h) under which the protocol field is no Ethertype. */
const NOT_ETHERTYPES = new Map<number, string>([
  [824, 'Netlink'],
  [280, 'CAN'],
]);
/** 802.11 devices: the packet is a whole 802.11 frame, plain or with a Prism or radiotap header. */
const ARPHRD_IEEE80211 = 801;
const ARPHRD_IEEE80211_PRISM = 802;
const ARPHRD_IEEE80211_RADIOTAP = 803;
const ARPHRD_FRAD = 770;

/** LINKTYPE_LINUX_SLL: packet type, ARPHRD type, address length, address[8], protocol. */
export function cooked(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < HEADER_V1) return walk.short('Linux cooked', at, HEADER_V1);
  walk.headerAt = at;
  if (walk.sink !== null) describeCooked(walk, walk.sink, at);
  walk.segment.direction = directionOf(u16be(walk.bytes, at));
  const hardware = u16be(walk.bytes, at + 2);
  return cookedPayload(walk, hardware, u16be(walk.bytes, at + 14), at + HEADER_V1);
}

/** LINKTYPE_LINUX_SLL2: protocol, reserved, interface index, ARPHRD type, packet type, address length, address[8]. */
export function cooked2(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < HEADER_V2) return walk.short('Linux cooked v2', at, HEADER_V2);
  walk.headerAt = at;
  if (walk.sink !== null) describeCooked2(walk, walk.sink, at);
  walk.segment.direction = directionOf(walk.bytes[at + 10]);
  const hardware = u16be(walk.bytes, at + 8);
  return cookedPayload(walk, hardware, u16be(walk.bytes, at), at + HEADER_V2);
}

/** sll_pkttype, packet(7): what is for this host, and what it sends; what else passes by tells nothing. */
function directionOf(packetType: number): Direction {
  if (packetType === 0) return Direction.received;
  return packetType === 4 ? Direction.sent : Direction.unknown;
}

function cookedPayload(walk: Walk, hardware: number, protocol: number, at: number): Step {
  if (protocol >= FIRST_ETHERTYPE && hardware !== 824) {
    walk.etherType = protocol;
    return walk.go(etherTypeStep(protocol), at);
  }
  switch (hardware) {
    case ARPHRD_IEEE80211:
      return walk.go(Step.wifi, at);
    case ARPHRD_IEEE80211_PRISM:
      return walk.go(Step.prism, at);
    case ARPHRD_IEEE80211_RADIOTAP:
      return walk.go(Step.radiotap, at);
    case ARPHRD_FRAD:
      return walk.go(Step.frameRelay, at);
  }
  const other = NOT_ETHERTYPES.get(hardware);
  if (other !== undefined) return walk.finishNamed(other, at);
  if (protocol === ETH_P_802_2) return walk.go(Step.llc, at);
  return walk.finishNamed(protocol === ETH_P_802_3 ? 'IPX' : `Linux protocol 0x${hex4(protocol)}`, at);
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
