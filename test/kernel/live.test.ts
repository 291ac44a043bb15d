import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const RECORDER = join(__dirname, 'record.py');
const TOOLS = ['python3', 'tcpdump', 'ip', 'ss', 'nft', 'nsenter'];
const PATIENCE = 400_000;

const out = mkdtempSync(join(tmpdir(), 'closewait-kernel-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Why this machine cannot run the laboratory; null when it can. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return `${process.platform} is not Linux`;
  if (process.getuid?.() !== 0) return 'not root';
  const missing = TOOLS.find((tool) => spawnSync('which', [tool]).status !== 0);
  if (missing !== undefined) return `no ${missing}`;
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
  } catch {
    return 'no /dev/net/tun';
  }
  // A container may have all of that and still not be allowed a namespace.
  return spawnSync('unshare', ['--net', 'true']).status === 0 ? null : 'no network namespaces';
}

it(
  'this machine, recorded now, contradicts nothing that is said to be proven',
  async () => {
    const reason = obstacle();
    if (reason !== null) {
      console.info(`the kernel laboratory cannot run here (${reason}): the committed recordings stand alone`);
      return;
    }
    const recording = spawnSync('python3', [RECORDER, '--out', out], { encoding: 'utf8' });
    expect(recording.status, recording.stdout + recording.stderr).toBe(0);
    expect(await contradictions()).toEqual([]);
  },
  PATIENCE,
);

/** What the engine says to be proven in the fresh recordings, and this machine's kernel says is not so. */
async function contradictions(): Promise<string[]> {
  process.env.CLOSEWAIT_RECORDINGS = out;
  const { CAPTURE_POINTS, readRecording, recordingNames } = await import('../unit/kernel/recordings');
  const { annotate } = await import('../unit/kernel/annotate');
  const { compare, describe } = await import('../unit/kernel/compare');
  const { REASON_WITHOUT_SOCKET, reasonOf } = await import('../unit/kernel/known-differences');
  const found: string[] = [];
  for (const recording of recordingNames().map(readRecording)) {
    for (const point of CAPTURE_POINTS) {
      const packets = await annotate(`${recording.scenario}.pcap`, recording.capture(point));
      for (const verdict of compare(recording, point, packets)) {
        const said = describe(recording, verdict);
        const isFalse = verdict.kind === 'different' && verdict.certainty === 'confirmed';
        if (isFalse && reasonOf(said) !== REASON_WITHOUT_SOCKET) found.push(said);
      }
    }
  }
  return found;
}
