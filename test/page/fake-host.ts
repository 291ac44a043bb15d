import type { CaptureSummary, LadderStep, Row, StatePathStep } from '../../src/core/session/capture';
import type { Side } from '../../src/core/tcp';
import type {
  CaptureEvents,
  CaptureRequests,
  FilterResult,
  HostEvents,
  PageRequests,
  PageSettings,
  ReportRequests,
} from '../../src/protocol';
import { type Handlers, Rpc, type WireMessage } from '../../src/protocol';
import {
  codedCapture,
  type FakeCapture,
  healthyCapture,
  hostileCapture,
  hugeCapture,
  sampleCapture,
  socketsCapture,
} from './fake-captures';

/** What a test wants of the other side of the page. Runs in the browser, in place of VS Code and the worker. */
export interface HarnessOptions {
  readonly capture: 'sample' | 'huge' | 'hostile' | 'empty' | 'sockets' | 'healthy' | 'coded';
  readonly sampleLines: readonly string[];
  readonly rows: number;
  readonly settings: PageSettings;
  readonly state: unknown;
  readonly answerAfter: number;
}

export interface Harness {
  readonly asked: { method: string; params: unknown }[];
  readonly cancelled: number[];
  state: unknown;
  /** From now on answers wait, until they are let go. */
  hold(): void;
  letGo(): void;
  tell<K extends keyof (CaptureEvents & HostEvents) & string>(
    name: K,
    data: (CaptureEvents & HostEvents)[K],
  ): void;
  summary(change?: Partial<CaptureSummary>): CaptureSummary;
}

declare global {
  interface Window {
    harnessOptions: HarnessOptions;
    harness: Harness;
    pwned?: number;
    violations: string[];
  }
}

function captureOf(options: HarnessOptions): FakeCapture {
  if (options.capture === 'sample') return sampleCapture(options.sampleLines);
  if (options.capture === 'sockets') return socketsCapture(options.sampleLines);
  if (options.capture === 'coded') return codedCapture(options.sampleLines);
  if (options.capture === 'healthy') return healthyCapture(options.sampleLines);
  if (options.capture === 'hostile') return hostileCapture();
  return hugeCapture(options.capture === 'empty' ? 0 : options.rows);
}

function pathOf(steps: readonly LadderStep[], side: Side): StatePathStep[] {
  const path: StatePathStep[] = [];
  for (const { index, packet, [side]: state } of steps) {
    if (path.at(-1)?.state !== state.state) path.push({ index, packet, ...state });
  }
  return path;
}

type Requests = CaptureRequests & PageRequests & ReportRequests;

function start(options: HarnessOptions): void {
  const capture = captureOf(options);
  let summary = capture.summary;
  let step = 1;
  const rows = (from: number, to: number, filtered: boolean): Row[] => {
    const result: Row[] = [];
    const count = filtered ? Math.ceil(summary.rows / step) : summary.rows;
    for (let row = from; row < Math.min(to, count); row++) {
      result.push(filtered ? { ...capture.row(row * step), row } : capture.row(row));
    }
    return result;
  };
  // "every:N" leaves every Nth row; anything with a bracket is an error at its place.
  const filter = (text: string): FilterResult => {
    const bad = text.indexOf('(');
    if (bad >= 0) {
      return {
        rows: Math.ceil(summary.rows / step),
        error: { message: 'A bracket was opened and is not closed.', start: bad, end: bad + 1 },
        note: null,
      };
    }
    step = text === '' ? 1 : Number(/^every:(\d+)$/.exec(text)?.[1] ?? 1000);
    if (text === 'nothing') return { rows: 0, error: null, note: '"nothing" was looked for in vain.' };
    return { rows: Math.ceil(summary.rows / step), error: null, note: null };
  };
  const handlers: Handlers<Requests> = {
    summary: () => summary,
    rows: ({ from, to, filtered }) => rows(from, to, filtered),
    filter: ({ text }) => filter(text),
    rowOfPacket: ({ index, filtered }) => {
      for (let row = 0; row < Math.min(summary.rows, 100); row++) {
        const item = capture.row(row);
        if (!filtered && item.kind === 'packet' && item.index === index) return row;
      }
      return filtered ? Math.floor(index / step) : index;
    },
    findCount: ({ at }) => ({ total: 12_345, which: at + 1, complete: true }),
    find: ({ text, from, backwards }) => {
      const row = Number(/^row (\d+)$/.exec(text)?.[1] ?? -1);
      if (row >= 0) return row;
      for (let i = 1; i <= Math.min(summary.rows, 1000); i++) {
        const at = (from + (backwards ? -i : i) + summary.rows) % summary.rows;
        if (JSON.stringify(capture.row(at)).includes(text)) return at;
      }
      return -1;
    },
    packet: ({ index }) => capture.detail(index),
    firstTrouble: () => {
      const stuck = rows(0, 100, false).find((row) => row.kind === 'packet' && row.stuck !== null);
      return stuck?.kind === 'packet' ? stuck.index : null;
    },
    connections: ({ from, to, sort, descending }) => {
      const order = capture.connections.toSorted((a, b) => {
        const [left, right] = [a, b].map((c) => (sort === 'packets' ? c.packets : c.connection));
        return descending ? right - left : left - right;
      });
      return { rows: order.slice(from, to), total: order.length };
    },
    ladder: ({ limit }) => ({
      connection: capture.connections[0],
      steps: capture.steps.slice(0, limit),
      totalSteps: capture.steps.length + 3,
    }),
    explain: () => capture.explanation,
    servers: () => capture.servers ?? { servers: [], total: 0 },
    overview: () => capture.overview ?? null,
    aboutCode: () => ({
      server: capture.explanation.connection?.server ?? null,
      findings: capture.explanation.connection?.findings ?? [],
      programs: { client: null, server: null },
    }),
    code: () => capture.code ?? { code: null, told: 'Open the folder with the source code.', names: {} },
    openCode: () => null,
    openCodeSetting: () => null,
    sockets: ({ from, to }) => {
      const all = capture.sockets ?? [];
      return {
        rows: all.slice(from, to),
        total: all.length,
        told: 'Rows of TCP sockets: 2.',
        lookedAt: null,
      };
    },
    socketAt: () => -1,
    bothEnds: () => null,
    socketOf: ({ connection }) =>
      (capture.sockets ?? []).findIndex((socket) => socket.connection === connection),
    statePath: () => ({ client: pathOf(capture.steps, 'client'), server: pathOf(capture.steps, 'server') }),
    copyRows: ({ rows: wanted, filtered, format }) =>
      wanted.map((row) => `${format} line of row ${filtered ? row * step : row}`).join('\n'),
    copyConnections: ({ rows: wanted, format }) => wanted.map((row) => `${format} of row ${row}`).join('\n'),
    explanationMarkdown: () => `# ${capture.explanation.title}\n`,
    ready: () => options.settings,
    copyText: () => null,
    saveStream: () => null,
    stream: ({ connection }) =>
      capture.stream ?? { connection, client: '', server: '', pieces: [], more: false },
    saveText: ({ name }) => ({ saved: name.endsWith('.svg') }),
    reopenAsText: () => null,
    cancelLoad: () => null,
    reload: () => null,
    remember: () => null,
    done: () => null,
    selected: () => null,
  };
  let receive: (message: WireMessage) => void = () => {};
  let held: (() => void)[] | null = null;
  const rpc = new Rpc<Record<never, never>, Requests, CaptureEvents & HostEvents, Record<never, never>>(
    {
      post: (message) => {
        const post = () => window.postMessage(message, '*');
        if (held !== null) held.push(post);
        else if (options.answerAfter > 0) setTimeout(post, options.answerAfter);
        else post();
      },
      receive: (handler) => {
        receive = handler;
      },
    },
    handlers,
  );
  const harness: Harness = {
    asked: [],
    cancelled: [],
    state: options.state,
    hold: () => {
      held = [];
    },
    letGo: () => {
      const waiting = held ?? [];
      held = null;
      for (const post of waiting) post();
    },
    tell: (name, data) => rpc.tell(name, data),
    summary: (change = {}) => {
      summary = { ...summary, ...change };
      return summary;
    },
  };
  window.harness = harness;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      const wire = message as WireMessage;
      if (wire.type === 'request') harness.asked.push({ method: wire.method, params: wire.params });
      if (wire.type === 'cancel') harness.cancelled.push(wire.id);
      receive(wire);
    },
    getState: () => harness.state,
    setState: (state) => {
      harness.state = state;
    },
  });
}

window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
  );
});
start(window.harnessOptions);
