import type { EndpointState, Ladder, LadderStep } from '../../src/core/session/capture';
import type { Side } from '../../src/core/tcp';
import { subtractTimes } from '../text/times';

export interface PlacedStep {
  readonly step: LadderStep;
  /** Where the arrow leaves its sender; it reaches the other end ARROW_FALL lower. */
  readonly y: number;
}

export interface Bar {
  readonly side: Side;
  readonly state: EndpointState;
  readonly from: number;
  readonly to: number;
}

export interface Gap {
  readonly y: number;
  readonly seconds: number;
}

export interface LadderLayout {
  readonly height: number;
  readonly steps: readonly PlacedStep[];
  readonly bars: readonly Bar[];
  readonly gaps: readonly Gap[];
}

export const TOP = 64;
export const STEP_HEIGHT = 40;
export const ARROW_FALL = 12;
const TAIL = 56;
/** Shorter pauses are not worth a break in the drawing. */
const GAP_SECONDS = 1;

/**
 * Places the steps one below the other. Time is not to scale, but a pause of a second or more gets room that
 * grows with its logarithm (120 s: 100 pixels), so that a state which lasted shows as a long bar.
 */
export function layoutLadder(ladder: Pick<Ladder, 'steps'>): LadderLayout {
  const steps: PlacedStep[] = [];
  const gaps: Gap[] = [];
  let y = TOP;
  ladder.steps.forEach((step, index) => {
    const pause = index === 0 ? null : secondsBetween(ladder.steps[index - 1], step);
    if (pause !== null && pause >= GAP_SECONDS) {
      const room = gapHeight(pause);
      gaps.push({ y: y - STEP_HEIGHT / 2 + ARROW_FALL / 2 + room / 2, seconds: pause });
      y += room;
    }
    steps.push({ step, y });
    y += STEP_HEIGHT;
  });
  const height = y - STEP_HEIGHT + TAIL + (steps.length === 0 ? STEP_HEIGHT : 0);
  return { height, steps, gaps, bars: [...bars(steps, 'client', height), ...bars(steps, 'server', height)] };
}

export function gapHeight(seconds: number): number {
  return Math.round(Math.min(160, 16 + 40 * Math.log10(1 + seconds)));
}

function secondsBetween(earlier: LadderStep, later: LadderStep): number | null {
  if (earlier.time === null || later.time === null) return null;
  const difference = subtractTimes(later.time, earlier.time);
  return difference === null ? null : Number(difference);
}

/** A state begins where its packet leaves or reaches the endpoint, and lasts until the next change. */
function bars(steps: readonly PlacedStep[], side: Side, height: number): Bar[] {
  const result: Bar[] = [];
  for (const { step, y } of steps) {
    const state = step[side];
    const from = step.sender === side ? y : y + ARROW_FALL;
    const last = result.at(-1);
    if (last?.state.state === state.state && last.state.certainty === state.certainty) continue;
    if (last !== undefined) result[result.length - 1] = { ...last, to: from };
    result.push({ side, state, from, to: height - 16 });
  }
  return result;
}
