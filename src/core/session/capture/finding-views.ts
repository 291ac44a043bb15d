import {
  captureFindingMessage,
  findingMessage,
  findingTitle,
  type Quality,
  qualityInWords,
  type ServerStatement,
  serverStatementsOf,
  showEvidence,
} from '../../explain';
import {
  type CaptureFinding,
  type Finding,
  Findings,
  type FirstLook,
  firstLook,
  firstLookInSteps,
  type Stuck,
} from '../../findings';
import type { Connection } from '../../flow';
import type { Confinement, VantagePoint } from '../../observation';
import type { CaptureReading } from './capture-reading';
import type { CountedClaim } from './servers';
import type { CaptureFindingView, FindingView, StuckView } from './views';

/** What was found when there were so many packets, and the recording ended then. */
interface Made {
  readonly packets: number;
  readonly end: number;
  readonly findings: Findings;
}

const NOTHING: readonly FindingView[] = [];

/** The findings of a capture that has been read, made when they are asked for and kept until it grows. */
export class FindingBook {
  private made: Made | null = null;
  /** The first look at what was found last. */
  private looked: { readonly at: Findings; readonly look: FirstLook | null } | null = null;
  /** The capture has been read to its present end: until then a silence is only what has not been read yet. */
  settled = false;

  constructor(private readonly reading: CaptureReading) {}

  /** Null while the capture is being read for the first time; while it grows, what was found before. */
  get findings(): Findings | null {
    if (!this.settled) return this.made?.findings ?? null;
    const { observation, tracker } = this.reading.recorder;
    const isCurrent =
      this.made?.packets === tracker.packets.length && this.made.end === observation.timeline.end;
    if (this.made === null || !isCurrent) this.made = this.make();
    return this.made.findings;
  }

  private make(): Made {
    const { observation, tracker, interfaces } = this.reading.recorder;
    const limits = interfaces.map((info) => info.snapLength).filter((bytes) => bytes > 0);
    const snapLength = limits.length === 0 ? 0 : Math.min(...limits);
    const findings = new Findings(observation, { snapLength });
    return { packets: tracker.packets.length, end: observation.timeline.end, findings };
  }

  /** The capture has been read to its present end: finds what is stuck, and lets other work go on meanwhile. */
  async settle(pause: () => Promise<void>): Promise<void> {
    const made = this.make();
    await made.findings.lookInSteps(pause);
    this.made = made;
    this.settled = true;
  }

  /** Makes ready what `firstLook` tells, and lets other work go on meanwhile. */
  async lookInSteps(pause: () => Promise<void>): Promise<void> {
    const { findings } = this;
    if (findings === null || this.looked?.at === findings) return;
    await findings.lookInSteps(pause);
    const { connections } = this.reading.recorder.tracker;
    const look = await firstLookInSteps(findings, connections, pause);
    if (this.looked?.at !== findings) this.looked = { at: findings, look };
  }

  ofConnection(connection: Connection): readonly FindingView[] {
    const found = this.findings?.ofConnection(connection) ?? [];
    return found.length === 0 ? NOTHING : found.map((finding) => this.view(finding));
  }

  /** What of it a first look tells: titles, without the evidence. */
  claimsOf(connection: Connection): readonly CountedClaim[] {
    const { locale } = this.reading;
    return (this.findings?.ofConnection(connection) ?? []).map((finding) => ({
      id: finding.id,
      index: finding.since < 0 ? null : finding.since,
      title: findingTitle(locale, finding),
      severity: finding.severity,
      sureness: finding.sureness,
    }));
  }

  ofCapture(): readonly CaptureFindingView[] {
    return (this.findings?.ofCapture() ?? []).map((finding) => this.captureView(finding));
  }

  /** What is said of servers and of the recording, as data. */
  serverStatements(): readonly ServerStatement[] {
    return serverStatementsOf(this.findings?.ofCapture() ?? []);
  }

  /** Where an end is, or may be, stuck half-closed; null where none is, or the capture has not been read. */
  stuckOf(connection: Connection): Stuck | null {
    return this.findings?.stuck().get(connection.id) ?? null;
  }

  /** The same in times of the capture. */
  stuckView(connection: Connection): StuckView | null {
    const stuck = this.stuckOf(connection);
    return stuck === null ? null : { ...stuck, since: this.reading.values.time(stuck.since) };
  }

  /** One line about what the recording could not show; null where it is complete, or has not been read. `recordedAt`: where the connection spoken of was. */
  quality(recordedAt: VantagePoint | null = null): string | null {
    const { findings } = this;
    if (findings === null) return null;
    const { completeness, confinement, observation } = findings.circumstances;
    const silence = findings.stuck().size > 0 ? observation.silence : 0;
    const confined = this.confined(confinement);
    const seams = observation.seams();
    return qualityInWords(this.reading.locale, { completeness, ...seams, silence, recordedAt, confined });
  }

  private confined(confinement: Confinement | null): Quality['confined'] {
    if (confinement === null) return null;
    const { to, connection } = confinement;
    const server = this.reading.values.endpoint(connection, 'server');
    if (to === 'port') return { to, port: Number(server.slice(server.lastIndexOf(':') + 1)) };
    return { to, client: hostOf(this.reading.values.endpoint(connection, 'client')), server: hostOf(server) };
  }

  /** What to look at first; null until the capture has been read, or where there is no connection. */
  firstLook(): FirstLook | null {
    const { findings } = this;
    if (findings === null) return null;
    if (this.looked?.at !== findings) {
      const look = firstLook(findings, this.reading.recorder.tracker.connections);
      this.looked = { at: findings, look };
    }
    return this.looked.look;
  }

  private view(finding: Finding): FindingView {
    const { values, locale } = this.reading;
    const { id, endpoint, severity, sureness, seconds, evidence, router } = finding;
    return {
      id,
      title: findingTitle(locale, finding),
      message: findingMessage(locale, finding, router === undefined ? null : values.address(router)),
      endpoint,
      severity,
      sureness,
      since: values.time(finding.since),
      seconds,
      evidence: showEvidence(evidence, ({ index }) => values.number(index)),
    };
  }

  private captureView(finding: CaptureFinding): CaptureFindingView {
    const { values, locale, recorder } = this.reading;
    const { id, endpoint, severity, sureness, seconds, evidence } = finding;
    const connection = recorder.tracker.connections.at(finding.connections[0]);
    const address = connection === undefined ? null : values.endpoint(connection, endpoint ?? 'server');
    const client = connection === undefined ? null : hostOf(values.endpoint(connection, 'client'));
    return {
      id,
      title: findingTitle(locale, finding),
      message: captureFindingMessage(locale, finding, { address, client }),
      endpoint,
      severity,
      sureness,
      since: finding.since < 0 ? null : values.time(finding.since),
      seconds,
      evidence: showEvidence(evidence, ({ index }) => values.number(index)),
      address: endpoint === null ? null : address,
      connections: finding.connections.map((held) => held + 1),
    };
  }
}

/** `192.0.2.1:33482` without the port. */
const hostOf = (endpoint: string): string => endpoint.slice(0, endpoint.lastIndexOf(':'));
