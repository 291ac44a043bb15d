import type { CaptureFormat, NamedProcess, Problem } from '../../capture';
import type { Field } from '../../decode';
import type { EvidenceInWords, ShownEvidence, Statement } from '../../explain';
import type { CaptureFindingId, ConnectionFindingId, Sureness } from '../../findings';
import type { Certainty, Side, TcpStateName } from '../../tcp';
import type { Severity } from '../../words';

/**
 * What the session tells the editor's page and the command line: plain JSON values, already in words of the
 * session's locale. Packets and connections are numbered from 1 here, rows from 0; `null` is "not known".
 */

export interface EndpointState {
  readonly state: TcpStateName;
  readonly certainty: Certainty;
}

/** A packet, as a row of the list. */
export interface PacketRow {
  readonly kind: 'packet';
  readonly row: number;
  /** Counts the capture's packets from 1; in a text log tcpdump's own number where the line prints one. */
  readonly packet: number;
  /** Index from 0 among the capture's packets: what the other calls take. */
  readonly index: number;
  /** Text logs: the line, from 1, that the row shows. */
  readonly line: number | null;
  /** Text logs: that line as it stands in the file. Others: null. */
  readonly text: string | null;
  /** Seconds as a decimal string with all the capture's digits: since 1970 where it has a date, else what the text counts from. */
  readonly time: string | null;
  readonly connection: number | null;
  readonly sender: Side | null;
  /** `192.0.2.1:33482`, `[2001:db8::1]:443`; the bare address, or '' when there is none, for what is not TCP. */
  readonly from: string;
  readonly to: string;
  /** tcpdump's letters; '' for what is not TCP. */
  readonly flags: string;
  readonly seq: number | null;
  readonly ack: number | null;
  readonly relativeSeq: number | null;
  readonly relativeAck: number | null;
  readonly window: number | null;
  readonly length: number | null;
  readonly client: EndpointState | null;
  readonly server: EndpointState | null;
  /** This packet changed that endpoint's state (not only its certainty). */
  readonly clientChanged: boolean;
  readonly serverChanged: boolean;
  /** Ids of the sequence analysis (`flow/analysis/analysis-ids.ts`), by Wireshark's definitions. */
  readonly analysis: readonly string[];
  /** What happened, in a few words; for what is not TCP, a summary (`UDP, length 40`). */
  readonly note: string;
  /** The endpoint that stays half-closed from here to the end of the capture, or until it is given up. */
  readonly stuck: Side | null;
  /** A comment that the capture holds on this packet. */
  readonly comment?: string;
  /** The file that holds it, where several are looked at together. */
  readonly file?: string;
}

/** A line of a text log that is no packet's header: comments, prompts, payload dumps, what cannot be read. */
export interface LineRow {
  readonly kind: 'line';
  readonly row: number;
  readonly line: number;
  readonly text: string;
  /** Index from 0 of the packet that this line belongs to (its payload dump, its IP header line). */
  readonly of: number | null;
  /** It looks like a packet and could not be read: why, and at which column from 1. */
  readonly problem: { readonly message: string; readonly column: number } | null;
}

export type Row = PacketRow | LineRow;

/** How rows are copied. `text`: what the list shows, a line and its states under it; `tcpdump`: the line alone. */
export type CopyFormat = 'text' | 'tcpdump' | 'csv' | 'json' | 'markdown';

/** What is told of a recording to be read elsewhere; a `report` has all of it and is Markdown. */
export type ExportedSubject = 'packets' | 'connections' | 'findings' | 'report';
export type ExportedTableFormat = 'csv' | 'json' | 'markdown';

export interface TableExportRequest {
  readonly subject: ExportedSubject;
  readonly format: ExportedTableFormat;
  /** Only what the filter leaves. */
  readonly filtered: boolean;
  /** Only what is of this connection (number from 1); null: all. */
  readonly connection: number | null;
}

export interface ProblemView {
  readonly severity: Problem['severity'];
  /** Names the offset or line, what was expected and what to do. */
  readonly message: string;
  readonly offset: number;
  readonly line: number | null;
}

/** Something that is wrong with a connection, or worth knowing of it (docs/findings.md). */
export interface FindingView {
  readonly id: ConnectionFindingId;
  /** `Stuck in CLOSE_WAIT`. */
  readonly title: string;
  /** What the packets show, in a sentence or two. */
  readonly message: string;
  /** The end that it speaks of; null: both, or neither. */
  readonly endpoint: Side | null;
  readonly severity: Severity;
  readonly sureness: Sureness;
  /** Time of the packet since which it holds, and for how long. */
  readonly since: string | null;
  readonly seconds: number | null;
  /** What shows it. */
  readonly evidence: readonly ShownEvidence[];
}

/** The same of the capture as a whole, or of many connections at once. */
export interface CaptureFindingView extends Omit<FindingView, 'id'> {
  readonly id: CaptureFindingId;
  /** The address that `endpoint` stands for. */
  readonly address: string | null;
  /** The connections concerned, by number. */
  readonly connections: readonly number[];
}

export interface CaptureSummary {
  readonly name: string;
  readonly format: CaptureFormat;
  /** `pcapng, gzip, Ethernet` and the like. */
  readonly description: string;
  readonly bytesRead: number;
  /** null while it is not known. */
  readonly bytes: number | null;
  /** Rows of the list without a filter: lines of a text log, packets otherwise. */
  readonly rows: number;
  readonly packets: number;
  readonly tcpPackets: number;
  readonly connections: number;
  /** The file has been read to its end (a growing file may go on later). */
  readonly done: boolean;
  readonly problems: readonly ProblemView[];
  /** Problems beyond those listed. */
  readonly moreProblems: number;
  /** How many packets there are, where not one of them could be read; of a text's rows, those that may be of TCP. */
  readonly undecoded?: number;
  /** Comments on the whole capture. */
  readonly comments: readonly string[];
  /** One line about what the recording could not show; null where nothing is known to be missing. */
  readonly quality: string | null;
  /** Rows of socket tables in the text, where there are any. */
  readonly sockets?: number;
  /** The text has no rows and counts sockets, or what became of them. */
  readonly onlyCounts?: boolean;
  /** When this machine's sockets were looked at, which the text has: seconds since 1970. */
  readonly lookedAt?: number;
  /** Packets that the capture says were dropped, null where it does not say. */
  readonly dropped: number | null;
}

/** An end that is or was stuck half-closed; `possible`: the recording stops too soon to tell. */
export interface StuckView {
  readonly endpoint: Side;
  /** Time of the packet since which it is. */
  readonly since: string | null;
  readonly seconds: number | null;
  readonly sureness: Sureness;
}

export interface ConnectionRow {
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  /** How the client was told from the server: `syn`, `syn-ack`, `port`, `first-sender`. */
  readonly roleBy: 'syn' | 'syn-ack' | 'port' | 'first-sender';
  readonly firstPacket: number;
  readonly lastPacket: number;
  /** Index from 0 of the first packet. */
  readonly firstIndex: number;
  readonly packets: number;
  /** Times of its first and last packet. */
  readonly start: string | null;
  readonly end: string | null;
  readonly seconds: number | null;
  readonly clientBytes: number | null;
  readonly serverBytes: number | null;
  readonly clientState: EndpointState;
  readonly serverState: EndpointState;
  /** Zeek's letters, see flow/history.ts. */
  readonly history: string;
  /** Wireshark's `tcp.completeness`, and its name for it. */
  readonly completeness: number;
  readonly completenessName: string;
  /** Seconds from the SYN to the ACK that ends the handshake: Wireshark's iRTT; null where either is missing. */
  readonly handshakeRoundTrip: number | null;
  /** Payload bytes that the capture shows were sent before, each time they come again. */
  readonly clientRetransmittedBytes: number | null;
  readonly serverRetransmittedBytes: number | null;
  /** How many bits the windows it advertises are shifted; null where its SYN, or the other's, was not captured. */
  readonly clientWindowScale: number | null;
  readonly serverWindowScale: number | null;
  /** Who sent the first FIN or RST. */
  readonly closedFirst: Side | null;
  readonly stuck: StuckView | null;
  /** The programs that the capture names at either end; null where it names none. */
  readonly processes?: Readonly<Record<Side, NamedProcess | null>>;
  /** What explains most comes first. Empty until the capture has been read. */
  readonly findings: readonly FindingView[];
}

/** What the details pane shows of one packet. */
export interface PacketDetail {
  readonly row: PacketRow;
  /** The annotation in whole sentences, first to last. */
  readonly sentences: readonly string[];
  /** Ranges count in `bytes` where there are bytes, else in `text`. */
  readonly layers: readonly LayerView[];
  /** The captured bytes (at most 64 KiB), base64; null for a text log without a hex dump. */
  readonly bytes: string | null;
  /** Captured bytes in all. */
  readonly capturedLength: number;
  readonly originalLength: number;
  /** Text log: the packet's text, against which the fields' columns count; null otherwise. */
  readonly text: string | null;
}

export interface LayerView {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly Field[];
}

/** One step of a connection, for the ladder and for explanations. */
export interface LadderStep {
  readonly index: number;
  readonly packet: number;
  readonly time: string | null;
  readonly sender: Side;
  /** `FIN, ACK  seq 1, ack 1`. */
  readonly label: string;
  readonly client: EndpointState;
  readonly server: EndpointState;
}

export interface Ladder {
  readonly connection: ConnectionRow;
  /** The first steps, at most as many as were asked for. */
  readonly steps: readonly LadderStep[];
  readonly totalSteps: number;
}

/** What a packet adds to what its sender's program sent. */
export interface StreamPiece {
  readonly index: number;
  readonly packet: number;
  readonly time: string | null;
  readonly from: Side;
  /** Base64; and how many they are. */
  readonly bytes: string;
  readonly length: number;
  /** Bytes behind them that are not there: `cut` from this packet, or in none of the recording. */
  readonly missing: number;
  readonly cut: boolean;
}

/** What both ends of a connection sent, in order. */
export interface FollowedStream {
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  readonly pieces: readonly StreamPiece[];
  /** There is more than was asked for. */
  readonly more: boolean;
}

/** A stream as a file: text or hexadecimal digits of one end or of both, or the bytes alone. */
export interface StreamExportRequest {
  readonly connection: number;
  readonly side: Side | 'both';
  readonly form: 'text' | 'hex' | 'raw';
}

export interface Command {
  readonly platform: 'linux' | 'macos' | 'windows' | 'any';
  readonly command: string;
  /** What it shows and what to look for. */
  readonly purpose: string;
}

/** A likely cause. What speaks for and against it are facts of the capture. */
export interface Cause {
  readonly title: string;
  readonly text: string;
  readonly supports: readonly string[];
  readonly opposes: readonly string[];
}

export interface EndpointExplanation {
  readonly side: Side;
  readonly address: string;
  readonly state: TcpStateName;
  readonly certainty: Certainty;
  /** `since 17:11:35.668851, for 120.0 s, until the reset`. */
  readonly since: string;
  /** Why it is in this state, as the packets tell. */
  readonly why: readonly string[];
  /** Each in one line; of a packet time, direction, flags, and what it did. */
  readonly evidence: readonly EvidenceInWords[];
  /** What the state means for the program that owns the socket. */
  readonly meaning: string;
  readonly causes: readonly Cause[];
  readonly commands: readonly Command[];
}

export interface Explanation {
  readonly title: string;
  /** Two or three sentences that stand alone. */
  readonly summary: string;
  readonly connection: ConnectionRow | null;
  /** One line about what the recording could not show; null where nothing is known to be missing. */
  readonly quality: string | null;
  /** Findings about the capture that this connection is part of. */
  readonly captureFindings: readonly CaptureFindingView[];
  readonly endpoints: readonly EndpointExplanation[];
  /** What the sentences say of packets, as data: ids of the words, packets, seconds. */
  readonly statements: readonly Statement[];
}

/** A state that an endpoint came to, and the packet that brought it there. */
export interface StatePathStep extends EndpointState {
  readonly index: number;
  readonly packet: number;
}

/** The states of both ends of a connection, in order; the first is the one that its first packet shows. */
export type StatePath = Readonly<Record<Side, readonly StatePathStep[]>>;

/** What the code behind a connection is looked for by. */
export interface CodeQuestion {
  /** `192.0.2.1:8000`; null: it is about no server. */
  readonly server: string | null;
  /** What was found of it, what explains most first. */
  readonly findings: readonly { readonly id: string; readonly endpoint: Side | null }[];
  /** The program at either end, where it is named. */
  readonly programs: Readonly<
    Record<
      Side,
      { readonly name: string; readonly container: string | null; readonly folder?: string } | null
    >
  >;
}

/** A server with its connections, as they stand when the recording ends. */
export interface ServerView {
  /** `192.0.2.1:8000`. */
  readonly server: string;
  readonly connections: number;
  /** By the state of the server's end, or of the client's where only that is known; the most frequent first. */
  readonly states: readonly { readonly state: TcpStateName; readonly side: Side; readonly count: number }[];
  /** Connections of which that end is stuck, likely or for sure. */
  readonly stuck: Readonly<Record<Side, number>>;
  /** Those that are half-closed when the recording stops, too soon to tell. */
  readonly possible: number;
  /** Of these the one that has been longest; null: there is none. */
  readonly oldest:
    | (Pick<StuckView, 'endpoint' | 'seconds' | 'sureness'> & {
        readonly connection: number;
        readonly client: string;
        /** The packet since which it is, index from 0, and its line in a text from 1; null: it has none. */
        readonly index: number | null;
        readonly line: number | null;
      })
    | null;
}

/** What was found, of how many connections, in the few words of its title. */
export interface ClaimView {
  readonly title: string;
  readonly severity: Severity;
  readonly sureness: Sureness;
  readonly connections: number;
  /** The first of them, by number, and the packet since which it holds, from 0; null: there is none. */
  readonly connection: number | null;
  readonly index: number | null;
}

/** A server as the first look shows it. */
export interface ServerOverview extends ServerView {
  /** The weightiest first, at most 3; `moreClaims` others are left out. */
  readonly claims: readonly ClaimView[];
  readonly moreClaims: number;
}

/** The first look at a recording: what it is, how complete, and what is wrong at which server. */
export interface CaptureOverview {
  /** In a few words what is wrong, or that nothing is. */
  readonly verdict: string;
  readonly healthy: boolean;
  /** What was recorded, and how completely. */
  readonly recorded: string;
  /** The worst first, at most 20; `more` others are left out. */
  readonly servers: readonly ServerOverview[];
  readonly more: number;
  /** What was found of the recording, or of no server in particular. */
  readonly claims: readonly ClaimView[];
}

export interface ServerList {
  /** The worst first, at most 50. */
  readonly servers: readonly ServerView[];
  readonly total: number;
}

/** What a recording knows of the beginning of a connection: which other recording holds the same one. */
export interface ConnectionOpening {
  /** From 1. */
  readonly connection: number;
  readonly client: string;
  readonly server: string;
  /** Absolute initial sequence numbers, where the SYN and the SYN/ACK were recorded. */
  readonly initial: Readonly<Record<Side, number | null>>;
  /** TSval of the SYN and of the SYN/ACK. */
  readonly timestamp: Readonly<Record<Side, number | null>>;
}

/** A packet with what its headers say beyond its row; null: not known. */
export interface PacketSighting {
  readonly index: number;
  /** On the recording's clock; NaN where there is none. */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly sender: Side;
  /** TcpFlag bits. */
  readonly flags: number;
  readonly seq: number | null;
  readonly ack: number | null;
  readonly relativeSeq: number | null;
  readonly relativeAck: number | null;
  readonly length: number;
  readonly window: number | null;
  readonly hopLimit: number | null;
  readonly ipId: number | null;
  readonly timestamps: readonly [value: number, echo: number] | null;
  /** As tcpdump prints them, in alphabetical order, without padding. */
  readonly options: string | null;
}
