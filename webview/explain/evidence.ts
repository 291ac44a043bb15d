import type { EvidenceInWords, ShownEvidence, ShownPacket } from '../../src/core/session/capture';
import { actionLink } from '../controls';
import { shown } from '../text/visible';
import { say } from '../words';

export type GoTo = (index: number) => void;

/** The packets among the evidence, in its order. */
export const packetsAmong = (evidence: readonly ShownEvidence[]): ShownPacket[] =>
  evidence.filter((cited) => cited.kind === 'packet');

/** Evidence beside a finding's sentence: `#4`, `server.c:40`; null: the sentence itself says it. */
export function mark(cited: ShownEvidence, goTo: GoTo): Node | string | null {
  if (cited.kind !== 'packet') return place(cited);
  const label = say('explain.packet', { packet: cited.packet });
  return actionLink(`#${cited.packet}`, () => goTo(cited.index), { label });
}

/** Evidence in front of its own line: `Packet 4`, `server.c:40`. */
export const heading = (cited: EvidenceInWords, goTo: GoTo): Node | string =>
  cited.kind === 'packet'
    ? actionLink(say('explain.packet', { packet: cited.packet }), () => goTo(cited.index))
    : (place(cited) ?? '');

/** Where rows and code are to be read: file and line. */
function place(cited: Exclude<ShownEvidence, ShownPacket>): string | null {
  if (cited.kind === 'observation') return null;
  const { file, line } = cited;
  return file === null ? say('explain.line', { line }) : shown(`${file}:${line}`, 200);
}
