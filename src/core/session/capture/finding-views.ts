import { captureFindingMessage, findingMessage, findingTitle } from '../../explain';
import { type CaptureFinding, type Finding, Findings } from '../../findings';
import type { Connection } from '../../flow';
import type { CaptureReading } from './capture-reading';
import type { CaptureFindingView, FindingView } from './views';

const NOTHING: readonly FindingView[] = [];

/** The findings of a capture that has been read, made when they are asked for and kept until it grows. */
export class FindingBook {
  private made: { readonly packets: number; readonly findings: Findings } | null = null;
  /** The capture has been read to its present end: until then a silence is only what has not been read yet. */
  settled = false;

  constructor(private readonly reading: CaptureReading) {}

  /** Null while the capture is being read for the first time; while it grows, what was found before. */
  get findings(): Findings | null {
    if (!this.settled) return this.made?.findings ?? null;
    const { tracker, dropped, interfaces } = this.reading.recorder;
    const { length } = tracker.packets;
    if (this.made?.packets !== length) {
      const limits = interfaces.map((info) => info.snapLength).filter((bytes) => bytes > 0);
      const snapLength = limits.length === 0 ? 0 : Math.min(...limits);
      this.made = { packets: length, findings: new Findings(tracker, { dropped, snapLength }) };
    }
    return this.made.findings;
  }

  ofConnection(connection: Connection): readonly FindingView[] {
    const found = this.findings?.ofConnection(connection) ?? [];
    return found.length === 0 ? NOTHING : found.map((finding) => this.view(finding));
  }

  ofCapture(): readonly CaptureFindingView[] {
    return (this.findings?.ofCapture() ?? []).map((finding) => this.captureView(finding));
  }

  private view(finding: Finding): FindingView {
    const { values, locale } = this.reading;
    const { id, endpoint, severity, sureness, seconds, packets, router } = finding;
    return {
      id,
      title: findingTitle(locale, id),
      message: findingMessage(locale, finding, router === undefined ? null : values.address(router)),
      endpoint,
      severity,
      sureness,
      since: values.time(finding.since),
      seconds,
      packets: packets.map((index) => values.number(index)),
      indices: packets,
    };
  }

  private captureView(finding: CaptureFinding): CaptureFindingView {
    const { values, locale, recorder } = this.reading;
    const { id, endpoint, severity, sureness, seconds, packets } = finding;
    const connection = recorder.tracker.connections.at(finding.connections[0]);
    const address = connection === undefined ? null : values.endpoint(connection, endpoint ?? 'server');
    const client = connection === undefined ? null : hostOf(values.endpoint(connection, 'client'));
    return {
      id,
      title: findingTitle(locale, id),
      message: captureFindingMessage(locale, finding, { address, client }),
      endpoint,
      severity,
      sureness,
      since: finding.since < 0 ? null : values.time(finding.since),
      seconds,
      packets: packets.map((index) => values.number(index)),
      indices: packets,
      address: endpoint === null ? null : address,
      connections: finding.connections.map((held) => held + 1),
    };
  }
}

/** `192.0.2.1:33482` without the port. */
const hostOf = (endpoint: string): string => endpoint.slice(0, endpoint.lastIndexOf(':'));
