import type { TimeStyle } from '../../src/protocol';

/** How much of a column's text is shown. */
export type EndsForm = 'whole' | 'short' | 'ports';
export type TimeForm = 'whole' | 'milliseconds' | 'seconds';
export type FlagsForm = 'names' | 'letters';
export type NumberId = 'seq' | 'ack' | 'window' | 'length';

/** Characters that the capture's own values take, as far as they are known. */
export interface TextNeeds {
  readonly packet: number;
  readonly time: number;
  /** Digits after the point. */
  readonly fraction: number;
  readonly ends: Readonly<Record<EndsForm, number>>;
}

/** What is shown of a packet in columns, and how wide: the states and the note always are. */
export interface Fit {
  readonly ends: EndsForm;
  readonly time: TimeForm | 'none';
  readonly flags: FlagsForm;
  readonly numbers: readonly NumberId[];
  /** Pixels of each of the two columns. */
  readonly state: number;
}

export interface FitInput {
  readonly available: number;
  readonly needs: TextNeeds;
  readonly timeStyle: TimeStyle;
  readonly relative: boolean;
  /** Widths that the user gave to columns, by their ids: kept, whatever else has to go. */
  readonly remembered: Readonly<Record<string, number>>;
  columnOf(characters: number): number;
}

/** Room for a note that says something: some thirty characters. */
export const MIN_NOTE = 180;
export const STATE = 138;
/** CLOSE_WAIT with every mark it can have; only SYN_RECEIVED may lose its last letter. */
export const NARROW_STATE = 128;

const WHOLE: Fit = {
  ends: 'whole',
  time: 'whole',
  flags: 'names',
  numbers: ['seq', 'ack', 'window', 'length'],
  state: STATE,
};

type Step = (fit: Fit, input: FitInput) => Fit;

const without =
  (id: NumberId) =>
  (fit: Fit): Fit => ({ ...fit, numbers: fit.numbers.filter((other) => other !== id) });

/** What goes first when there is too little room: what the details pane, or the row above, tells as well. */
const STEPS: readonly Step[] = [
  (fit, input) => (input.remembered.ends === undefined ? { ...fit, ends: 'short' } : fit),
  without('window'),
  without('length'),
  without('ack'),
  without('seq'),
  (fit, input) => (canCutTime(input) ? { ...fit, time: 'milliseconds' } : fit),
  (fit, input) => (input.remembered.ends === undefined ? { ...fit, ends: 'ports' } : fit),
  (fit) => ({ ...fit, flags: 'letters' }),
  (fit, input) => (canCutTime(input) ? { ...fit, time: 'seconds' } : fit),
  (fit) => ({ ...fit, state: NARROW_STATE }),
  (fit) => ({ ...fit, time: 'none' }),
];

/** The difference to the row above is mostly microseconds: cut, it would say nothing. */
const canCutTime = ({ timeStyle, remembered }: FitInput): boolean =>
  timeStyle !== 'delta' && remembered[`time-${timeStyle}`] === undefined;

/** Takes one thing after the other away until the rest fits, and gives back what the last of them made room for. */
export function fitColumns(input: FitInput): Fit {
  const fits = (steps: readonly Step[]) => widthOf(after(steps, input), input) <= input.available;
  let taken: readonly Step[] = [];
  for (const step of STEPS) {
    if (fits(taken)) break;
    taken = [...taken, step];
  }
  for (const step of taken.toReversed()) {
    const others = taken.filter((other) => other !== step);
    if (fits(others)) taken = others;
  }
  return after(taken, input);
}

function after(steps: readonly Step[], input: FitInput): Fit {
  const whole: Fit = { ...WHOLE, ends: endsFormFor(input) };
  return steps.reduce((fit, step) => step(fit, input), whole);
}

/** The longest form that a width of the user's own has room for. */
function endsFormFor({ remembered, needs, columnOf }: FitInput): EndsForm {
  const { ends } = remembered;
  if (ends === undefined || ends >= columnOf(needs.ends.whole)) return 'whole';
  return ends >= columnOf(needs.ends.short) ? 'short' : 'ports';
}

export function widthOf(fit: Fit, input: FitInput): number {
  const widths = columnWidths(fit, input);
  return Object.entries(widths).reduce((sum, [id, width]) => sum + (input.remembered[id] ?? width), 0);
}

/** Pixels of every column that is shown, by its id, before the user's own widths. */
export function columnWidths(fit: Fit, { needs, timeStyle, relative, columnOf }: FitInput) {
  const number = relative ? 6 : 10;
  const digits: Readonly<Record<NumberId, number>> = { seq: number, ack: number, window: 5, length: 5 };
  const time =
    fit.time === 'none' ? {} : { [`time-${timeStyle}`]: columnOf(timeCharacters(fit.time, needs)) };
  const widths: Record<string, number> = {
    packet: columnOf(needs.packet),
    ...time,
    ends: columnOf(needs.ends[fit.ends]),
    flags: columnOf(fit.flags === 'names' ? 8 : 5),
    ...Object.fromEntries(fit.numbers.map((id) => [id, columnOf(digits[id])])),
    client: fit.state,
    server: fit.state,
    note: MIN_NOTE,
  };
  return widths;
}

function timeCharacters(form: TimeForm, { time, fraction }: TextNeeds): number {
  if (form === 'whole' || fraction === 0) return time;
  return form === 'milliseconds' ? time - Math.max(0, fraction - 3) : time - fraction - 1;
}
