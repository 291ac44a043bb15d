import type { InterfaceInfo, Problem } from '../../capture';
import { linkTypeName } from '../../decode';
import { problemMessage, say } from '../../explain';
import type { CaptureReading } from './capture-reading';
import type { CaptureRecorder } from './capture-recorder';
import type { CaptureSummary, ProblemView } from './views';

/** Problems listed; the rest are counted. */
const LISTED = 200;

const NOTHING_READ = {
  format: 'text',
  description: '',
  bytesRead: 0,
  bytes: null,
  rows: 0,
  packets: 0,
  tcpPackets: 0,
  connections: 0,
  done: false,
  problems: [],
  moreProblems: 0,
  comments: [],
  quality: null,
  dropped: null,
} as const;

/** What is known of the capture so far. `reading` is null while the file is being opened. */
export function summarize(reading: CaptureReading | null, name: string, done: boolean): CaptureSummary {
  if (reading === null) return { name, ...NOTHING_READ };
  const { recorder, opened, driver } = reading;
  const size = reading.size;
  return {
    name,
    format: opened.format,
    description: describe(reading),
    bytesRead: driver.bytesDone,
    bytes: Number.isFinite(size) ? size : null,
    rows: reading.rowCount,
    packets: recorder.tracker.packets.length,
    tcpPackets: recorder.tracker.tcpPackets,
    connections: recorder.tracker.connections.length,
    done,
    problems: problemsOf(reading),
    moreProblems: recorder.moreProblems + Math.max(0, recorder.problems.length - LISTED),
    comments: recorder.captureComments,
    quality: reading.findings.quality(),
    dropped: recorder.dropped,
    ...undecodedIn(recorder),
  };
}

/** `pcapng, gzip, Ethernet, cut at 96 bytes`. */
function describe(reading: CaptureReading): string {
  const { locale, opened, recorder } = reading;
  const pieces: string[] = [say(locale, `description.${opened.format}`)];
  pieces.push(...opened.compression);
  const links = new Set(recorder.interfaces.map((info) => info.linkType));
  if (opened.format !== 'text') for (const link of links) pieces.push(linkTypeName(link));
  const interfaces = countOf(recorder.interfaces);
  if (interfaces > 1) pieces.push(say(locale, 'description.interfaces', { count: interfaces }));
  return pieces.join(locale === 'en' ? ', ' : '，');
}

/** Each section of a file names its interfaces anew, and a log before it names one: the same one is counted once. */
function countOf(interfaces: readonly InterfaceInfo[]): number {
  const named = new Set(interfaces.flatMap(({ name }) => name ?? []));
  if (named.size > 0) return named.size;
  return interfaces.length;
}

/**
 * All packets, where none of them could be read, or the rows that may be of TCP, where none shows it: such a capture is
 * not one without connections.
 */
export function undecodedIn(recorder: CaptureRecorder): { undecoded?: number } {
  const { tracker, undecodedLinks, unreadHeaders, rowsWithoutPorts } = recorder;
  if (rowsWithoutPorts > 0 && tracker.tcpPackets === 0) return { undecoded: rowsWithoutPorts };
  const count = unreadHeaders + [...undecodedLinks.values()].reduce((sum, each) => sum + each, 0);
  return count > 0 && count === tracker.packets.length ? { undecoded: count } : {};
}

/** Packets of which nothing is known: what is said of the others is not said of them. */
function undecoded(recorder: CaptureRecorder): readonly Problem[] {
  const { tracker, undecodedLinks, unreadHeaders } = recorder;
  const total = tracker.packets.length;
  const severity = undecodedIn(recorder).undecoded === undefined ? 'warning' : 'error';
  const links = [...undecodedLinks].map(
    ([link, count]): Problem => ({
      id: 'capture.link-not-decoded',
      severity,
      offset: 0,
      values: { count, total, link, name: linkTypeName(link) },
    }),
  );
  if (recorder.rowsWithoutPorts > 0 && tracker.tcpPackets === 0) {
    const values = { count: recorder.rowsWithoutPorts, total };
    links.push({ id: 'capture.rows-without-ports', severity, offset: 0, values });
  }
  // A few cut packets among others are rows that say so; where no segment could be read there is nothing else.
  if (unreadHeaders === 0 || tracker.tcpPackets > 0) return links;
  const values = { count: unreadHeaders, total };
  return [...links, { id: 'capture.headers-not-read', severity, offset: 0, values }];
}

function problemsOf(reading: CaptureReading): ProblemView[] {
  const { locale, opened, recorder } = reading;
  return [...undecoded(recorder), ...recorder.problems].slice(0, LISTED).map((problem) => ({
    severity: problem.severity,
    message: problemMessage(locale, problem, opened.name),
    offset: problem.offset,
    line: problem.line ?? null,
  }));
}
