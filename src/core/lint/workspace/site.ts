/** What a program does on a port: waits for connections, or opens them. */
export type SiteRole = 'listens' | 'connects';

/** Where the code says which number a port has: a step on the way from the call to the number. */
export interface SiteStep {
  /** `named`: a constant, macro or variable; `argument`: what a caller passes; `field`: a field or property of that name is given the value, in some object. */
  readonly kind: 'named' | 'argument' | 'field';
  readonly name: string;
  readonly file: string;
  /** Offset in UTF-16 units. */
  readonly at: number;
}

/** A call that listens on a port or connects to one. */
export interface Site {
  readonly file: string;
  /** The call: offsets in UTF-16 units, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly role: SiteRole;
  /** The called function or method, as the source names it. */
  readonly call: string;
  /** The function that the call stands in; null outside of all. */
  readonly within: string | null;
  /** Null where the code leaves it to a command line, an environment or a file. */
  readonly port: number | null;
  /** The path of a unix socket, which has no port; null: it is not one. */
  readonly path: string | null;
  /** `certain`: every way that the code shows leads to this port; `likely`: it is a default, or one of several. */
  readonly sureness: 'certain' | 'likely' | 'open';
  readonly steps: readonly SiteStep[];
}

/** The files whose code a site is: its own, and where the port is passed on to it, those of the callers. */
export const filesOf = ({ file, steps }: Pick<Site, 'file' | 'steps'>): readonly string[] => [
  ...new Set([file, ...steps.filter(({ kind }) => kind === 'argument').map((step) => step.file)]),
];

/** A port that an expression may have, and how that is known. */
export interface PortValue {
  readonly port: number;
  readonly certain: boolean;
  readonly steps: readonly SiteStep[];
}

/** What an expression may be worth; `open`: it may have other values, which the code does not tell. */
export interface PortValues {
  readonly values: readonly PortValue[];
  readonly open: boolean;
}

export const OPEN: PortValues = { values: [], open: true };

/** Ways that are followed for one call; more only repeat what the first ones say. */
const MOST_VALUES = 8;

/** Port 0 lets the kernel choose one. */
export const exactly = (port: number): PortValues =>
  Number.isInteger(port) && port > 0 && port <= 65535
    ? { values: [{ port, certain: true, steps: [] }], open: false }
    : OPEN;

/** Any of the values: none is certain where there are several. */
export function anyOf(all: readonly PortValues[]): PortValues {
  const values = all.flatMap(({ values }) => values);
  const open = all.length === 0 || all.some((each) => each.open);
  const ports = new Set(values.map(({ port }) => port));
  const certain = ports.size === 1 && !open;
  const once = values.filter(({ port }, at) => values.findIndex((each) => each.port === port) === at);
  return {
    values: once.slice(0, MOST_VALUES).map((each) => ({ ...each, certain: each.certain && certain })),
    open,
  };
}

/** Sums (`sign` 1) or differences (-1), each with the steps to both of its parts. */
export function sumOf(one: PortValues, other: PortValues, sign: 1 | -1): PortValues {
  const sums = one.values.flatMap((a) =>
    other.values.map((b): PortValues => {
      const { values, open } = exactly(a.port + sign * b.port);
      const [certain, steps] = [a.certain && b.certain, [...a.steps, ...b.steps]];
      return { values: values.map((each) => ({ ...each, certain, steps })), open };
    }),
  );
  const all = anyOf(sums);
  return { ...all, open: all.open || one.open || other.open };
}

/** The values, reached by one more step; `sure` false where the step itself may lead elsewhere. */
export const byStep = ({ values, open }: PortValues, step: SiteStep, sure = true): PortValues => ({
  values: values.map((each) => ({ ...each, certain: each.certain && sure, steps: [step, ...each.steps] })),
  open,
});

/** Where a site stands, and what is done there. */
export type SitePlace = Pick<Site, 'file' | 'start' | 'end' | 'role' | 'call' | 'within'>;

/** A site on a unix socket. */
export const siteOnPath = (place: SitePlace, path: string): Site => ({
  ...place,
  port: null,
  path,
  sureness: 'certain',
  steps: [],
});

/** One site for each port that a call may have; one with an open port where none is known. */
export function sitesOf(place: SitePlace, { values }: PortValues): readonly Site[] {
  if (values.length === 0) return [{ ...place, port: null, path: null, sureness: 'open', steps: [] }];
  return values.map(({ port, certain, steps }) => ({
    ...place,
    port,
    path: null,
    sureness: certain ? ('certain' as const) : ('likely' as const),
    steps,
  }));
}
