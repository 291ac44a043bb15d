import { Step } from '../step';

/** LINKTYPE_ numbers that are decoded, and the first header behind each. https://www.tcpdump.org/linktypes.html */
const STEPS: readonly (readonly [number, Step])[] = [
  [0, Step.nullLoopback],
  [1, Step.ethernet],
  [9, Step.ppp],
  [12, Step.raw],
  [14, Step.raw],
  [50, Step.ppp],
  [51, Step.pppoe],
  [100, Step.llc],
  [101, Step.raw],
  [104, Step.ciscoHdlc],
  [105, Step.wifi],
  [107, Step.frameRelay],
  [108, Step.loop],
  [109, Step.enc],
  [113, Step.cooked],
  [117, Step.pflog],
  [119, Step.prism],
  [127, Step.radiotap],
  [163, Step.avs],
  [166, Step.pppDirection],
  [192, Step.ppi],
  [204, Step.pppDirection],
  [219, Step.mpls],
  [228, Step.ipv4],
  [229, Step.ipv6],
  [239, Step.nflog],
  [240, Step.netAnalyzer],
  [242, Step.ipoib],
  [258, Step.pktap],
  [276, Step.cooked2],
];

const STEP_OF = new Uint8Array(320).fill(Step.unsupportedLink);
for (const [linkType, step] of STEPS) STEP_OF[linkType] = step;

export function linkStep(linkType: number): Step {
  return linkType >= 0 && linkType < STEP_OF.length ? (STEP_OF[linkType] as Step) : Step.unsupportedLink;
}

export const isLinkTypeSupported = (linkType: number): boolean => linkStep(linkType) !== Step.unsupportedLink;
