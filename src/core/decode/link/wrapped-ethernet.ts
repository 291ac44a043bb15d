import { u16be } from '../../bytes';
import { HeaderFields, hex8, hex16, withName } from '../header-fields';
import { etherTypeName, etherTypeStep } from '../names/ethertypes';
import { Step } from '../step';
import type { Walk } from '../walk';

const FCS_LENGTH = 4;

/** LINKTYPE_NETANALYZER: four bytes of status, then Ethernet with its FCS. */
export function netAnalyzer(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 4) return walk.short('netANALYZER', at, 4);
  if (walk.sink !== null) new HeaderFields(walk, walk.sink, 'netANALYZER', at, 4).hex('Status', 0, 4);
  if (walk.fcsLength === 0) walk.shrink(Math.max(at + 4, walk.wireEnd - FCS_LENGTH));
  return walk.go(Step.ethernet, at + 4);
}

/** LINKTYPE_IPOIB: the 40-byte global routing header is replaced by 40 bytes of addresses, then RFC 4391's type and two reserved bytes. */
export function ipoib(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 44) return walk.short('IP over InfiniBand', at, 44);
  const type = u16be(walk.bytes, at + 40);
  walk.headerAt = at;
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'IP over InfiniBand', at, 44).number('Type', 40, 2, (value) =>
      withName(hex16(value), etherTypeName(value)),
    );
  }
  walk.etherType = type;
  return walk.go(etherTypeStep(type), at + 44);
}

/** EtherIP, RFC 3378: version 3 in the first nibble, then an Ethernet frame. */
export function etherIp(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 2) return walk.short('EtherIP', at, 2);
  if (walk.bytes[at] >>> 4 !== 3) return walk.finishNamed('EtherIP', at);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, 'EtherIP', at, 2).number('Version', 0, 1, (value) =>
      String(value >>> 4),
    );
  }
  return walk.go(Step.ethernet, at + 2);
}

/** IEEE 802.1ah service tag: flags and 24-bit service identifier, then the customer's Ethernet frame. */
export function itag(walk: Walk): Step {
  const at = walk.at;
  if (walk.limit - at < 4) return walk.short('802.1ah', at, 4);
  if (walk.sink !== null) {
    new HeaderFields(walk, walk.sink, '802.1ah', at, 4)
      .number('Priority and flags', 0, 1, hex8)
      .number('Service identifier', 0, 4, (value) => String(value & 0xffffff));
  }
  return walk.go(Step.ethernet, at + 4);
}
