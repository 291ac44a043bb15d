import type { CaptureSummary, LineRow } from '../../src/core/session/capture';
import type { ExplainTarget } from '../../src/protocol';
import type { PageRpc } from '../channel';
import { element } from '../element';
import { ExplainPanel, type ExplainPanelOptions } from '../explain/explain-panel';
import { Tabs } from '../shell/tabs';
import { byteSize, count } from '../text/amounts';
import { shown } from '../text/visible';
import { localeTag, say } from '../words';
import { PacketPanel } from './packet-panel';

export interface DetailsPaneOptions extends ExplainPanelOptions {
  readonly rpc: PageRpc;
  announce(text: string): void;
  close(): void;
  /** The explanation tab was chosen: explains what is selected. */
  explainSelection(): void;
  /** The explanation is shown, or no longer; `target`: what is explained from now on. */
  explaining(explaining: boolean, target?: ExplainTarget): void;
}

/** The pane beside or below the list: the selected packet, and the explanation of a state. */
export class DetailsPane {
  readonly element: HTMLElement;
  private readonly packet: PacketPanel;
  private readonly explain: ExplainPanel;
  private readonly hint = element('div', { class: 'overview' });
  private readonly tabs: Tabs<'packet' | 'explain'>;
  private request = new AbortController();
  /** What is explained, and the connection that it is about once that is known. */
  private explained: { readonly target: ExplainTarget; readonly connection: number | null } | null = null;
  private explainRequest = new AbortController();
  private shownPacket: number | null = null;

  constructor(private readonly options: DetailsPaneOptions) {
    this.packet = new PacketPanel(options.announce);
    this.explain = new ExplainPanel(options);
    this.tabs = new Tabs(
      say('details.label'),
      [
        ['packet', say('details.tab.packet')],
        ['explain', say('details.tab.explain')],
      ],
      (name) => this.choseTab(name),
    );
    const close = element('button', {
      class: 'icon-button',
      text: '✕',
      label: say('details.close'),
      title: say('details.close'),
      attributes: { type: 'button' },
      on: { click: () => options.close() },
    });
    this.element = element('aside', { class: 'details', label: say('details.label') }, [
      element('div', { class: 'details-head' }, [this.tabs.element, close]),
      this.hint,
      this.packet.element,
      this.explain.element,
    ]);
    this.packet.element.hidden = true;
    this.explain.element.hidden = true;
  }

  get explaining(): boolean {
    return this.tabs.current === 'explain';
  }

  focus(): void {
    this.tabs.focus();
  }

  /** Before anything is selected: what this capture is, and what the keys do. */
  showOverview(summary: CaptureSummary): void {
    if (this.shownPacket !== null || this.explaining) return;
    const locale = localeTag();
    const { sockets } = summary;
    const hasPackets = summary.packets > 0 || sockets === undefined;
    const ofPackets = [
      [say('overview.packets'), count(summary.packets, locale)],
      [say('overview.tcp'), count(summary.tcpPackets, locale)],
      [say('overview.connections'), count(summary.connections, locale)],
    ] as const;
    const facts: readonly (readonly [string, string])[] = [
      [say('overview.format'), shown(summary.description, 200)],
      [say('overview.size'), summary.bytes === null ? byteSize(summary.bytesRead) : byteSize(summary.bytes)],
      ...(hasPackets ? ofPackets : []),
      ...(sockets === undefined ? [] : ([[say('overview.sockets'), count(sockets, locale)]] as const)),
    ];
    this.hint.replaceChildren(
      element('h2', { text: shown(summary.name, 200) }),
      element(
        'dl',
        {},
        facts.flatMap(([name, value]) => [element('dt', { text: name }), element('dd', { text: value })]),
      ),
      element('p', { class: 'dim', text: say(hasPackets ? 'overview.hint' : 'overview.hint.sockets') }),
      keyTable(),
    );
  }

  /** Shows a packet a moment after it was selected, unless another one is by then. */
  async showPacket(index: number): Promise<void> {
    this.request.abort();
    if (index === this.shownPacket) return this.switchTo();
    const request = new AbortController();
    this.request = request;
    await new Promise((resolve) => setTimeout(resolve, 40));
    if (request.signal.aborted) return;
    try {
      const detail = await this.options.rpc.ask('packet', { index }, request.signal);
      if (request.signal.aborted) return;
      this.shownPacket = index;
      this.packet.show(detail);
    } catch (error) {
      if (request.signal.aborted) return;
      this.shownPacket = null;
      this.hint.replaceChildren(element('p', { class: 'details-hint', text: shown(String(error), 400) }));
    }
    this.switchTo();
  }

  /** A line of a text log that belongs to no packet. */
  showLine(line: LineRow): void {
    this.request.abort();
    this.shownPacket = null;
    const words =
      line.problem === null
        ? say('details.no-packet', { line: line.line })
        : say('line.unreadable', { column: line.problem.column, reason: shown(line.problem.message, 400) });
    this.hint.replaceChildren(
      element('p', { class: 'details-hint', text: words }),
      element('pre', { class: 'mono line-text', text: shown(line.text, 4000) }),
    );
    this.switchTo();
  }

  async showExplanation(target: ExplainTarget): Promise<void> {
    this.explainRequest.abort();
    const request = new AbortController();
    this.explainRequest = request;
    this.explained = { target, connection: target.connection ?? null };
    this.tabs.show('explain');
    this.options.explaining(true, target);
    this.explain.showMessage(say('explain.loading'));
    this.switchTo();
    try {
      const { rpc } = this.options;
      const explanation = await rpc.ask('explain', target, request.signal);
      const connection = explanation.connection?.connection;
      const path =
        connection === undefined ? null : await rpc.ask('statePath', { connection }, request.signal);
      if (request.signal.aborted) return;
      this.explained = { target, connection: connection ?? null };
      this.explain.show(explanation, path, await rpc.ask('aboutCode', target, request.signal));
      this.options.announce(shown(explanation.title, 200));
    } catch (error) {
      if (!request.signal.aborted) this.explain.showMessage(shown(String(error), 400));
    }
  }

  /** Another connection was selected: what is explained is that one, a moment later, unless yet another is by then. */
  async follow(target: ExplainTarget, connection: number): Promise<void> {
    if (!this.explaining || this.explained === null || this.explained.connection === connection) return;
    this.explainRequest.abort();
    const request = new AbortController();
    this.explainRequest = request;
    await new Promise((resolve) => setTimeout(resolve, 120));
    if (!request.signal.aborted) await this.showExplanation(target);
  }

  /** What is explained; null: nothing is. */
  get explainedTarget(): ExplainTarget | null {
    return this.explaining ? (this.explained?.target ?? null) : null;
  }

  /** Explains it and opens the code on its port. */
  async showCode(target: ExplainTarget): Promise<void> {
    await this.showExplanation(target);
    await this.explain.openCode();
  }

  explainNothing(): void {
    this.explained = null;
    this.tabs.show('explain');
    this.explain.showMessage(say('explain.nothing'));
    this.switchTo();
  }

  /** The capture was replaced: what is shown belongs to the old one. */
  forget(): void {
    this.request.abort();
    this.explainRequest.abort();
    this.explained = null;
    this.shownPacket = null;
    this.tabs.show('packet');
    this.hint.replaceChildren();
    this.switchTo();
  }

  /** What is shown may have changed: the next packet is asked for again even if it is the same. */
  refreshNext(): void {
    this.shownPacket = null;
  }

  private choseTab(name: 'packet' | 'explain'): void {
    this.options.explaining(name === 'explain');
    if (name === 'explain') this.options.explainSelection();
    this.switchTo();
  }

  private switchTo(): void {
    const explaining = this.explaining;
    this.explain.element.hidden = !explaining;
    this.packet.element.hidden = explaining || this.shownPacket === null;
    this.hint.hidden = explaining || this.shownPacket !== null;
  }
}

function keyTable(): HTMLElement {
  const keys: readonly (readonly [string, string])[] = [
    ['↑ ↓  PgUp PgDn  Home End', say('keys.move')],
    ['/', say('keys.filter')],
    ['Ctrl+F  F3', say('keys.find')],
    ['E', say('keys.explain')],
    ['C', say('keys.code')],
    ['S', say('keys.summary')],
    ['Ctrl+C', say('keys.copy')],
    ['F6', say('keys.panes')],
  ];
  return element(
    'dl',
    { class: 'keys' },
    keys.flatMap(([key, what]) => [
      element('dt', {}, [element('kbd', { text: key })]),
      element('dd', { text: what }),
    ]),
  );
}
