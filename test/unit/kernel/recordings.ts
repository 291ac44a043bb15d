import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TcpStateName } from '../../../src/core/tcp';

/** The recordings of real kernels in test/fixtures/kernel; its README says what the files are. */

const COMMITTED = join(__dirname, '../../fixtures/kernel');
/** Another folder of recordings: what `test/kernel/record.py --out` has made just now. */
const FRESH = process.env.CLOSEWAIT_RECORDINGS;
const FOLDER = FRESH ?? COMMITTED;
const INDEX = 'README.md';

export const CAPTURE_POINTS = ['client', 'server'] as const;
export type CapturePoint = (typeof CAPTURE_POINTS)[number];
export const PRINTS = ['n', 'nS', 'nv'] as const;
export type Print = (typeof PRINTS)[number];
export const SIDES = ['client', 'server'] as const;
export type Side = (typeof SIDES)[number];

/** What `ss` said of one end. */
export interface KernelEnd {
  readonly state: TcpStateName;
  /** Missing where there is no socket. `owned`: it has an inode, so that a program holds it. */
  readonly recvQ?: number;
  readonly sendQ?: number;
  readonly owned?: boolean;
}

export interface Sample {
  readonly step: string;
  /** Packets that each capture held by then. */
  readonly packets: Readonly<Record<CapturePoint, number>>;
  /** Ports in LISTEN. */
  readonly listening: readonly number[];
  /** By connection; those that open in later steps are missing at the end. */
  readonly states: readonly Readonly<Record<Side, KernelEnd>>[];
}

interface Truth {
  readonly scenario: string;
  readonly about: string;
  readonly connections: readonly Readonly<Record<Side, string>>[];
  readonly samples: readonly Sample[];
  /** What has to be found at each capture point; null: it is not told, as of a random walk. */
  readonly expected: Readonly<Record<CapturePoint, Expected>> | null;
}

export interface Expected {
  /** Warnings and errors: `id end`; the end of one about a server or the capture is `capture`. */
  readonly findings: readonly string[];
  /** The likeliest cause of what is explained first, without `cause.`; null where packets cannot tell it. */
  readonly cause: string | null;
  /** What really was the cause, where packets cannot tell it from others. */
  readonly among?: string;
}

export interface Recording extends Truth {
  capture(point: CapturePoint): Uint8Array;
  print(point: CapturePoint, print: Print): Uint8Array;
}

/** Every file that a recording's folder has to hold, and no other. */
export const FILES = [
  ...CAPTURE_POINTS.flatMap((point) => [...PRINTS.map((print) => `${point}.${print}.txt`), `${point}.pcap`]),
  'truth.json',
];

/** The recordings are those that were committed, whose known differences are listed. */
export const isCommitted = FRESH === undefined;
export const filesOf = (name: string): string[] => readdirSync(join(FOLDER, name)).sort();
export const readIndex = (): string => readFileSync(join(FOLDER, INDEX), 'utf8');

/** Names of all recordings: the folders found. */
export const recordingNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name !== INDEX)
    .sort();

export function readRecording(name: string): Recording {
  const read = (file: string): Uint8Array => readFileSync(join(FOLDER, name, file));
  const truth = JSON.parse(new TextDecoder().decode(read('truth.json'))) as Truth;
  return {
    ...truth,
    capture: (point) => read(`${point}.pcap`),
    print: (point, print) => read(`${point}.${print}.txt`),
  };
}
