import { cooked, cooked2 } from './link/cooked';
import { ethernet, vlan } from './link/ethernet';
import { llc } from './link/llc';
import { enc, loop, nullLoopback, pflog, raw } from './link/loopback';
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
import type { Walk } from './walk';

/** Reads the header at `walk.at`, leaves `walk.at` behind it and says what comes next. */
export type Handler = (walk: Walk) => Step;

const named: Handler = (walk) => walk.finish(PacketKind.other, walk.at);
const unsupportedLink: Handler = (walk) => walk.finish(PacketKind.unsupportedLink, walk.at);

const TABLE: Partial<Record<Step, Handler>> = {
  [Step.ethernet]: ethernet,
  [Step.vlan]: vlan,
  [Step.llc]: llc,
  [Step.cooked]: cooked,
  [Step.cooked2]: cooked2,
  [Step.nullLoopback]: nullLoopback,
  [Step.loop]: loop,
  [Step.raw]: raw,
  [Step.enc]: enc,
  [Step.pflog]: pflog,
  [Step.ipv4]: ipv4,
  [Step.ipv6]: ipv6,
  [Step.hopByHop]: hopByHop,
  [Step.routing]: routing,
  [Step.fragment]: fragment,
  [Step.authentication]: authentication,
  [Step.destinationOptions]: destinationOptions,
  [Step.mobility]: mobility,
  [Step.tcp]: tcp,
  [Step.unsupportedLink]: unsupportedLink,
};

/** Indexed by Step. */
export const HANDLERS: readonly Handler[] = Array.from(
  { length: 64 },
  (_, step) => TABLE[step as Step] ?? named,
);
