import { cooked, cooked2 } from './link/cooked';
import { ethernet, vlan } from './link/ethernet';
import { ciscoHdlc, frameRelay } from './link/hdlc';
import { llc, snap } from './link/llc';
import { enc, loop, nullLoopback, pflog, raw } from './link/loopback';
import { mpls } from './link/mpls';
import { nflog } from './link/nflog';
import { pktap } from './link/pktap';
import { ppp, pppDirection, pppoe } from './link/ppp';
import { avs, ppi, prism, radiotap } from './link/radio';
import { wifi } from './link/wifi';
import { etherIp, ipoib, itag, netAnalyzer } from './link/wrapped-ethernet';
import { arp, icmp, icmpv6 } from './network/icmp';
import { ipv4 } from './network/ipv4';
import { ipv6 } from './network/ipv6';
import {
  authentication,
  destinationOptions,
  fragment,
  hopByHop,
  mobility,
  routing,
} from './network/ipv6-extensions';
import { PacketKind } from './segment';
import { Step } from './step';
import { tcp } from './transport/tcp';
import { udp } from './transport/udp';
import { erspan2, erspan3, gre } from './tunnel/gre';
import { geneve, nsh, vxlan, vxlanGpe } from './tunnel/overlay';
import { NamedBy, type Walk } from './walk';

/** Reads the header at `walk.at`, leaves `walk.at` behind it and says what comes next. */
export type Handler = (walk: Walk) => Step;

const named = (by: Walk['namedBy']): Handler => {
  return (walk) => {
    walk.namedBy = by;
    return walk.finish(PacketKind.other, walk.at);
  };
};

const TABLE: Record<Step, Handler> = {
  [Step.done]: named(NamedBy.text),
  [Step.ethernet]: ethernet,
  [Step.vlan]: vlan,
  [Step.llc]: llc,
  [Step.snap]: snap,
  [Step.cooked]: cooked,
  [Step.cooked2]: cooked2,
  [Step.nullLoopback]: nullLoopback,
  [Step.loop]: loop,
  [Step.raw]: raw,
  [Step.ppp]: ppp,
  [Step.pppDirection]: pppDirection,
  [Step.pppoe]: pppoe,
  [Step.wifi]: wifi,
  [Step.radiotap]: radiotap,
  [Step.prism]: prism,
  [Step.avs]: avs,
  [Step.ppi]: ppi,
  [Step.mpls]: mpls,
  [Step.enc]: enc,
  [Step.pflog]: pflog,
  [Step.pktap]: pktap,
  [Step.nflog]: nflog,
  [Step.ciscoHdlc]: ciscoHdlc,
  [Step.frameRelay]: frameRelay,
  [Step.netAnalyzer]: netAnalyzer,
  [Step.ipoib]: ipoib,
  [Step.itag]: itag,
  [Step.etherIp]: etherIp,
  [Step.ipv4]: ipv4,
  [Step.ipv6]: ipv6,
  [Step.hopByHop]: hopByHop,
  [Step.routing]: routing,
  [Step.fragment]: fragment,
  [Step.authentication]: authentication,
  [Step.destinationOptions]: destinationOptions,
  [Step.mobility]: mobility,
  [Step.gre]: gre,
  [Step.erspan2]: erspan2,
  [Step.erspan3]: erspan3,
  [Step.vxlan]: vxlan,
  [Step.vxlanGpe]: vxlanGpe,
  [Step.geneve]: geneve,
  [Step.nsh]: nsh,
  [Step.tcp]: tcp,
  [Step.udp]: udp,
  [Step.icmp]: icmp,
  [Step.icmpv6]: icmpv6,
  [Step.arp]: arp,
  [Step.namedEtherType]: named(NamedBy.etherType),
  [Step.namedProtocol]: named(NamedBy.ipProtocol),
  [Step.unsupportedLink]: (walk) => walk.finish(PacketKind.unsupportedLink, walk.at),
};

/** Indexed by Step. */
export const HANDLERS: readonly Handler[] = Object.entries(TABLE)
  .sort(([a], [b]) => Number(a) - Number(b))
  .map(([, handler]) => handler);
