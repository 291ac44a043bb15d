import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/core/bytes';
import { CaptureSession } from '../../../src/core/session/capture';
import { type IncidentConnection, IncidentSession } from '../../../src/core/session/incident';
import { readSocketTable } from '../../../src/core/sockets';
import { otherSide, type TcpStateName } from '../../../src/core/tcp';
import {
  CAPTURE_POINTS,
  type CapturePoint,
  type KernelEnd,
  type Recording,
  readRecording,
  recordingNames,
  SIDES,
  type Side,
} from './recordings';

/**
 * What the laboratory's kernels listed after the last step, put back into the form in which `ss -tanoep` prints it (ss(8)),
 * and held against the captures of the same scenario: every row has to find its connection, and what the two say has to go
 * together. The programs of the laboratory are Python's; a socket that `ss` shows with an inode is held by them.
 */

/** ss's own words (iproute2, misc/ss.c, sstate_name). */
const WORDS: Readonly<Partial<Record<TcpStateName, string>>> = {
  ESTABLISHED: 'ESTAB',
  SYN_SENT: 'SYN-SENT',
  SYN_RECEIVED: 'SYN-RECV',
  FIN_WAIT_1: 'FIN-WAIT-1',
  FIN_WAIT_2: 'FIN-WAIT-2',
  TIME_WAIT: 'TIME-WAIT',
  CLOSE_WAIT: 'CLOSE-WAIT',
  LAST_ACK: 'LAST-ACK',
  CLOSING: 'CLOSING',
};
const PID: Readonly<Record<Side, number>> = { client: 4141, server: 4242 };

const HEADER = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';

/** The listing of one end's host after a step. */
function listing({ connections, samples }: Recording, step: number, side: Side): string {
  const { states, listening } = samples[step];
  const holder = `users:(("python3",pid=${PID[side]},fd=7))`;
  const listeners =
    side === 'client'
      ? []
      : listening.map((port) => `LISTEN 0 128 0.0.0.0:${port} 0.0.0.0:* ${holder} ino:17 sk:1`);
  const rows = states.flatMap((ends, at) => {
    const { state, recvQ, sendQ, owned } = ends[side];
    if (!(state in WORDS)) return [];
    const other = side === 'client' ? 'server' : 'client';
    const held = owned === true ? `${holder} ino:${900 + at}` : 'ino:0';
    return [
      `${WORDS[state]} ${recvQ} ${sendQ} ${connections[at][side]} ${connections[at][other]} ${held} sk:${at + 2}`,
    ];
  });
  return [HEADER, ...listeners, ...rows, ''].join('\n');
}

async function incidentOf(recording: Recording, point: CapturePoint, step: number): Promise<IncidentSession> {
  const source = new MemorySource('capture', recording.capture(point));
  const session = CaptureSession.create(source, { locale: 'en', pause: async () => {} });
  await session.load(new AbortController().signal, () => {});
  return new IncidentSession(
    [{ name: `${point}.pcap`, client: session.client() }],
    SIDES.map((side) => ({ name: `${side}.ss`, table: readSocketTable(listing(recording, step, side)) })),
    'en',
  );
}

const rowsOf = (
  { samples }: Recording,
  step: number,
): readonly { side: Side; at: number; end: KernelEnd }[] =>
  samples[step].states.flatMap((ends, at) =>
    SIDES.flatMap((side) => (ends[side].state in WORDS ? [{ side, at, end: ends[side] }] : [])),
  );

/** A CLOSE_WAIT without an inode was never accepted; with one and more than the FIN in Recv-Q, accepted and not read. */
function verdictOn({ findings, stuck }: IncidentConnection, { owned, recvQ }: KernelEnd): void {
  const ids = findings.map(({ id }) => id);
  expect(ids.includes('never-accepted')).toBe(owned !== true);
  expect(ids.includes('accepted-not-read')).toBe(owned === true && (recvQ ?? 0) > 1);
  expect(stuck?.endpoint).toBe('server');
}

describe.each(recordingNames())('%s', (name) => {
  const recording = readRecording(name);
  const last = recording.samples.length - 1;

  it.each(CAPTURE_POINTS)(
    "'s tables join its capture at the %s, agree and name the process",
    async (point) => {
      if (recording.capture(point).length <= 24) return;
      const incident = await incidentOf(recording, point, last);
      const joins = incident
        .connections(0, incident.total)
        .flatMap((connection) => connection.joins.map((join) => ({ connection, join })));
      for (const { side, at, end } of rowsOf(recording, last)) {
        const own = recording.connections[at];
        const found = joins.filter(
          ({ join, connection }) =>
            connection.packets?.[join.side] === own[side] &&
            connection.packets[otherSide(join.side)] === own[otherSide(side)] &&
            join.socket.state === end.state,
        );
        expect({ side, at, found: found.length }).toEqual({ side, at, found: 1 });
        const [{ connection, join }] = found;
        expect(['same', 'later', 'older', 'unknown']).toContain(join.agreement);
        // What the end's own packet proves, its kernel cannot have left behind: only what never reached it can be ahead.
        if (point === side && join.agreement === 'older')
          expect(connection.packets?.[`${join.side}State`].certainty).toBe('inferred');
        expect(connection.source).toBe('both');
        expect(join.socket.descriptors.map(({ name: program, pid }) => ({ program, pid }))).toEqual(
          end.owned === true ? [{ program: 'python3', pid: PID[side] }] : [],
        );
        if (end.owned === true) expect(connection.process?.name).toBe('python3');
        if (side === 'server' && end.state === 'CLOSE_WAIT') verdictOn(connection, end);
      }
    },
  );
});
