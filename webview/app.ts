import type { CaptureSummary, Row } from '../src/core/session';
import type { ExplainTarget, FilterResult, Preferences } from '../src/protocol';
import type { PageRpc } from './channel';
import { ConnectionsView } from './connections/connections-view';
import { actionLink } from './controls';
import { DetailsPane } from './details/details-pane';
import { element } from './element';
import { LadderView } from './ladder/ladder-view';
import { PacketsView } from './packets/packets-view';
import type { PlaceKeeper, ViewName } from './place';
import { Announcer } from './shell/announcer';
import { Body } from './shell/body';
import { failurePage } from './shell/failure-page';
import { FilterBox } from './shell/filter-box';
import { FindBar } from './shell/find-bar';
import { type Metrics, measureFont } from './shell/metrics';
import { Notices } from './shell/notices';
import { listenToPageKeys } from './shell/page-keys';
import { StatusBar } from './shell/status-bar';
import { Toolbar } from './shell/toolbar';
import { count } from './text/amounts';
import { shown } from './text/visible';
import { localeTag, say, sayCount } from './words';

/** Puts the parts together: what one of them says, the others hear from here. Holds no capture, only a place in it. */
export class App {
  readonly element = element('div', { class: 'page' });
  private readonly announcer = new Announcer();
  private readonly filter: FilterBox;
  private readonly toolbar: Toolbar;
  private readonly find: FindBar;
  private readonly notices = new Notices((line) => void this.goToLine(line));
  private readonly status: StatusBar;
  private readonly packets: PacketsView;
  private readonly connections: ConnectionsView;
  private readonly ladder: LadderView;
  private readonly details: DetailsPane;
  private readonly body: Body;
  private summary: CaptureSummary | null = null;
  private filtered = false;
  private filterRequest = new AbortController();
  private restoring = true;
  private hasFailed = false;
  private firstTimeKnown = false;
  private connectionsReloaded = 0;

  constructor(
    private readonly rpc: PageRpc,
    private readonly place: PlaceKeeper,
    private preferences: Preferences,
  ) {
    const metrics = measureFont();
    const { rowHeight } = metrics;
    this.element.style.setProperty('--row-height', `${rowHeight}px`);
    this.filter = this.makeFilter();
    this.toolbar = this.makeToolbar();
    this.find = new FindBar({
      find: (text, backwards) => this.findRow(text, backwards),
      closed: () => this.focusView(),
    });
    this.status = new StatusBar(this.announcer.element, {
      cancel: () => void this.rpc.ask('cancelLoad', {}),
      reload: () => void this.rpc.ask('reload', {}),
    });
    this.packets = this.makePackets(metrics);
    this.connections = this.makeConnections(metrics);
    this.ladder = new LadderView({
      rpc,
      goTo: (index) => void this.goTo(index),
      focused: (index) => void this.showStep(index),
      copySvg: (source) => void this.copy(source, say('ladder.exported')),
    });
    this.details = this.makeDetails();
    this.body = new Body({
      views: [this.packets.element, this.connections.element, this.ladder.element],
      details: this.details.element,
      detailsSize: preferences.detailsSize,
      resized: (detailsSize) => this.setPreferences({ detailsSize }),
    });
    this.showParts();
  }

  private showParts(): void {
    this.hasFailed = false;
    const { toolbar, notices, find, body, status } = this;
    this.element.replaceChildren(...[toolbar, notices, find, body, status].map((part) => part.element));
  }

  /** Listens, asks what there is, and goes back to where the user was. */
  async start(): Promise<void> {
    this.listen();
    try {
      await this.restore();
    } catch (error) {
      // The worker that failed has said so, with details, before it refused to answer.
      if (!this.hasFailed) this.failed(error instanceof Error ? error.message : String(error), []);
    }
  }

  private async restore(): Promise<void> {
    const { view, detailsOpen, filter } = this.place.current;
    this.setDetails(detailsOpen, false);
    this.showView(view);
    const summary = await this.rpc.ask('summary', {});
    this.showSummary(summary, null);
    if (filter !== '') await this.filter.set(filter);
    await this.restorePlace();
    this.focusView();
  }

  private makeFilter(): FilterBox {
    return new FilterBox({
      apply: (text) => this.applyFilter(text),
      leave: () => this.focusView(),
      history: this.place.current.filterHistory,
      historyChanged: (filterHistory) => this.place.update({ filterHistory }),
    });
  }

  private makeToolbar(): Toolbar {
    return new Toolbar({
      filter: this.filter,
      preferences: this.preferences,
      viewChosen: (view) => this.showView(view),
      changed: (change) => this.changePreferences(change),
      explain: () => this.explainSelected(),
      toggleDetails: () => this.setDetails(!this.body.detailsOpen, true),
      reopenAsText: () => void this.rpc.ask('reopenAsText', {}),
    });
  }

  private makePackets(metrics: Metrics): PacketsView {
    return new PacketsView({
      rpc: this.rpc,
      metrics,
      filtered: () => this.filtered,
      selected: (row) => this.rowSelected(row),
      activated: () => {
        this.setDetails(true, true);
        this.details.focus();
      },
      scrolled: (topRow) => {
        // Who scrolls while the capture is still being read is not taken back to an earlier place.
        this.restoring = false;
        this.place.update({ topRow });
      },
      widthChanged: (id, width) => this.rememberWidth(id, width),
      copyText: (text, rows, cut) => {
        const number = count(rows, localeTag());
        void this.copy(text, cut ? say('copied.cut', { count: number }) : sayCount('copied.rows', rows));
      },
    });
  }

  private makeConnections(metrics: Metrics): ConnectionsView {
    const { sort, descending } = this.place.current;
    return new ConnectionsView({
      rpc: this.rpc,
      metrics,
      widths: this.preferences.columnWidths,
      sort,
      descending,
      filtered: () => this.filtered,
      widthChanged: (id, width) => this.rememberWidth(id, width),
      selected: (connection) => {
        if (connection === null || this.place.current.view !== 'connections') return;
        this.place.update({ connection });
        this.tellSelected(null, connection);
      },
      sortChanged: (by, down) => this.place.update({ sort: by, descending: down }),
      showPackets: (connection) => void this.showConnection(connection),
      showLadder: (connection) => this.showLadder(connection),
      explain: (connection) => this.explain({ connection }),
      copyText: (text, rows) => void this.copy(text, sayCount('copied.rows', rows)),
    });
  }

  private makeDetails(): DetailsPane {
    return new DetailsPane({
      rpc: this.rpc,
      announce: (text) => this.announcer.say(text),
      close: () => this.setDetails(false, true),
      explainSelection: () => this.explainSelected(),
      explaining: (explaining) => this.place.update({ explaining }),
      goTo: (index) => void this.goTo(index),
      copy: (text) => void this.copy(text, say('copied.command')),
      showConnection: (connection) => void this.showConnection(connection),
      showLadder: (connection) => this.showLadder(connection),
    });
  }

  private listen(): void {
    this.rpc.on('progress', (progress) => this.showSummary(progress, progress.filteredRows));
    this.rpc.on('replaced', () => void this.replaced());
    this.rpc.on('failed', ({ message, detail }) => this.failed(message, detail));
    this.rpc.on('settings', ({ preferences }) => this.applyPreferences(preferences));
    this.rpc.on('goToPacket', ({ index, explain }) => {
      void this.goTo(index).then(() => {
        if (explain) this.explain({ index });
      });
    });
    this.rpc.on('explainSelection', () => this.explainSelected());
    this.rpc.on('focusFind', () => this.find.open());
    listenToPageKeys({
      page: this.element,
      focusFilter: () => this.filter.focus(),
      openFind: () => this.find.open(),
      findNext: (backwards) => void this.find.next(backwards),
      explain: () => this.explainSelected(),
      escape: () => this.focusView(),
      panes: () => [
        () => this.filter.focus(),
        () => this.focusView(),
        ...(this.body.detailsOpen ? [() => this.details.focus()] : []),
      ],
      paneOf: (target) => this.paneOf(target),
    });
  }

  private paneOf(target: Node): number {
    if (this.body.element.contains(target)) return this.details.element.contains(target) ? 2 : 1;
    return 0;
  }

  // What the capture is, and how it grows

  private showSummary(summary: CaptureSummary, filteredRows: number | null): void {
    const before = this.summary;
    this.summary = summary;
    this.status.show(summary);
    this.notices.show(summary);
    this.details.showOverview(summary);
    if (before?.format !== summary.format) this.configure();
    const follow = this.preferences.follow && !this.restoring;
    // A first load begins at the top however short it still is; a file that grows later is followed from its end.
    const canFollow = follow && (before?.done === true || this.packets.grid.scrollable);
    if (!this.filtered) this.packets.grow(summary.rows, canFollow);
    else if (filteredRows !== null) this.packets.grow(filteredRows, canFollow);
    if (summary.done && before?.done !== true) this.settle();
    else if (summary.done && before?.rows !== summary.rows) this.packets.settle();
    this.reloadConnections(summary.done);
    if (!this.firstTimeKnown && summary.packets > 0) void this.learnFirstTime();
    if (this.restoring && before !== null) void this.restorePlace();
    this.showCounts();
  }

  private settle(): void {
    this.packets.settle();
    this.packets.tellAgain();
    this.details.refreshNext();
    if (this.place.current.view === 'ladder') void this.ladder.show(this.place.current.connection);
  }

  /** At most once a second while loading: the order may change with every packet. */
  private reloadConnections(now: boolean): void {
    if (this.place.current.view !== 'connections') return;
    if (!now && performance.now() - this.connectionsReloaded < 1000) return;
    this.connectionsReloaded = performance.now();
    void this.connections.reload();
  }

  private showCounts(): void {
    const { summary } = this;
    if (summary === null) return;
    this.filter.showResult(this.filtered ? sayCount('filter.result', this.packets.count) : '');
    this.packets.showEmpty(this.packets.count > 0 || !summary.done ? [] : this.emptyWords());
  }

  private emptyWords(): HTMLElement[] {
    if (!this.filtered) return [element('p', { text: say('empty.capture') })];
    return [
      element('p', { text: say('empty.filter') }),
      actionLink(say('empty.clear'), () => void this.filter.set('')),
    ];
  }

  private async learnFirstTime(): Promise<void> {
    this.firstTimeKnown = true;
    try {
      const row = await this.rpc.ask('rowOfPacket', { index: 0, filtered: false });
      const rows = await this.rpc.ask('rows', { from: row, to: row + 200, filtered: false });
      const first = rows.find((item) => item.kind === 'packet' && item.time !== null);
      this.packets.setFirstTime(first?.kind === 'packet' ? first.time : null);
    } catch {
      this.firstTimeKnown = false;
    }
  }

  private async restorePlace(): Promise<void> {
    const { topRow, packet } = this.place.current;
    const loaded = this.summary?.done === true;
    if (!this.restoring || (this.packets.count <= topRow && !loaded)) return;
    this.restoring = false;
    this.packets.grid.scrollToRow(topRow);
    if (packet === null || packet >= (this.summary?.packets ?? 0)) return;
    const row = await this.rpc.ask('rowOfPacket', { index: packet, filtered: this.filtered });
    if (row < 0) return;
    this.packets.focusRow(row, true);
    if (this.place.current.explaining && this.body.detailsOpen) this.explain({ index: packet });
  }

  /** The file is another one now: the list starts anew, at the place and with the filter it had. */
  private async replaced(): Promise<void> {
    if (this.hasFailed) this.showParts();
    this.restoring = true;
    this.firstTimeKnown = false;
    this.filtered = false;
    this.packets.restart(0, 0);
    this.details.forget();
    this.announcer.say(say('replaced'));
    const filter = this.place.current.filter;
    this.summary = null;
    this.showSummary(await this.rpc.ask('summary', {}), null);
    if (filter !== '') await this.filter.set(filter);
    await this.restorePlace();
    void this.connections.restart();
  }

  private failed(message: string, detail: readonly string[]): void {
    this.hasFailed = true;
    const page = failurePage(message, detail, {
      reload: () => void this.rpc.ask('reload', {}),
      reopenAsText: () => void this.rpc.ask('reopenAsText', {}),
    });
    this.element.replaceChildren(page);
    page.focus();
  }

  // Filtering, finding, going somewhere

  private async applyFilter(text: string): Promise<FilterResult | null> {
    this.filterRequest.abort();
    const request = new AbortController();
    this.filterRequest = request;
    try {
      const result = await this.rpc.ask('filter', { text }, request.signal);
      if (request.signal.aborted) return null;
      // A text with an error filters nothing: the list stays as it was, here and in the worker.
      if (result.error !== null) return result;
      this.filtered = text.trim() !== '';
      this.place.update({ filter: this.filtered ? text : '' });
      await this.showFiltered(result.rows);
      return result;
    } catch (error) {
      if (!request.signal.aborted) this.announcer.say(shown(String(error), 200));
      return null;
    }
  }

  /** The selected packet stays selected where the filter leaves it; else the list starts at its top. */
  private async showFiltered(rows: number): Promise<void> {
    this.packets.restart(rows, 0);
    this.showCounts();
    void this.connections.restart();
    const { packet } = this.place.current;
    if (packet === null || rows === 0 || this.restoring) return;
    const row = await this.rpc.ask('rowOfPacket', { index: packet, filtered: this.filtered });
    if (row >= 0 && row < this.packets.count) this.packets.focusRow(row, true);
  }

  private async findRow(text: string, backwards: boolean): Promise<boolean> {
    if (this.place.current.view !== 'packets') this.showView('packets');
    const { focus } = this.packets.grid.selection;
    const from = focus >= 0 ? focus : this.packets.grid.firstVisibleRow;
    const row = await this.rpc.ask('find', { text, from, backwards, filtered: this.filtered });
    if (row < 0) {
      this.announcer.say(say('find.none'));
      return false;
    }
    this.packets.focusRow(row, true);
    return true;
  }

  /** Shows a packet in the list; a filter that hides it is cleared. */
  private async goTo(index: number): Promise<void> {
    this.showView('packets');
    let row = await this.rpc.ask('rowOfPacket', { index, filtered: this.filtered });
    if (this.filtered && !(await this.isRowOf(row, index))) {
      await this.filter.set('');
      this.announcer.say(say('filter.cleared'));
      row = await this.rpc.ask('rowOfPacket', { index, filtered: false });
    }
    if (row < 0) return;
    this.packets.focusRow(row, true);
    this.focusView();
  }

  private async isRowOf(row: number, index: number): Promise<boolean> {
    if (row < 0) return false;
    const [item] = await this.rpc.ask('rows', { from: row, to: row + 1, filtered: this.filtered });
    return item?.kind === 'packet' && item.index === index;
  }

  private async goToLine(line: number): Promise<void> {
    this.showView('packets');
    if (this.filtered) await this.filter.set('');
    this.packets.focusRow(line - 1, true);
    this.focusView();
  }

  private async showConnection(connection: number): Promise<void> {
    this.showView('packets');
    await this.filter.set(`connection:${connection}`);
    if (this.packets.grid.selection.focus < 0) this.packets.focusRow(0, false);
    this.focusView();
  }

  private showLadder(connection: number): void {
    this.place.update({ connection });
    this.showView('ladder');
    this.ladder.focus();
  }

  // Selecting and explaining

  private rowSelected(row: Row): void {
    const index = row.kind === 'packet' ? row.index : row.of;
    const connection = row.kind === 'packet' ? row.connection : null;
    this.place.update({ packet: index, ...(connection === null ? {} : { connection }) });
    this.tellSelected(index, connection);
    if (index !== null) void this.details.showPacket(index);
    else if (row.kind === 'line') this.details.showLine(row);
  }

  private async showStep(index: number): Promise<void> {
    this.place.update({ packet: index });
    this.tellSelected(index, this.ladder.connection);
    await this.details.showPacket(index);
  }

  private tellSelected(index: number | null, connection: number | null): void {
    void this.rpc.ask('selected', { index, connection }).catch(() => {});
  }

  private explainSelected(): void {
    const { view, packet, connection } = this.place.current;
    if (view === 'packets' && packet !== null) this.explain({ index: packet });
    else if (view === 'connections' && this.connections.focusedConnection !== null) {
      this.explain({ connection: this.connections.focusedConnection });
    } else if (packet !== null) this.explain({ index: packet });
    else if (connection !== null) this.explain({ connection });
    else {
      this.setDetails(true, true);
      this.details.explainNothing();
    }
  }

  private explain(target: ExplainTarget): void {
    this.setDetails(true, true);
    void this.details.showExplanation(target);
  }

  // Views, preferences, the clipboard

  private showView(view: ViewName): void {
    this.place.update({ view });
    this.toolbar.showView(view);
    this.packets.element.hidden = view !== 'packets';
    this.connections.element.hidden = view !== 'connections';
    this.ladder.element.hidden = view !== 'ladder';
    if (view === 'connections') this.reloadConnections(true);
    if (view === 'ladder') void this.ladder.show(this.place.current.connection);
  }

  private focusView(): void {
    const { view } = this.place.current;
    if (view === 'packets') this.packets.grid.element.focus();
    else if (view === 'connections') this.connections.grid.element.focus();
    else this.ladder.focus();
  }

  private setDetails(open: boolean, remember: boolean): void {
    this.body.setDetailsOpen(open);
    this.toolbar.showDetails(open);
    if (remember) this.place.update({ detailsOpen: open });
  }

  private configure(): void {
    if (this.summary === null) return;
    this.packets.configure(this.preferences, this.summary.format);
    this.body.setShowsLines(this.packets.showsLines);
    this.toolbar.showFormat(this.summary.format === 'text');
  }

  private rememberWidth(id: string, width: number | null): void {
    const { [id]: _, ...others } = this.preferences.columnWidths;
    this.setPreferences({ columnWidths: width === null ? others : { ...others, [id]: width } });
  }

  private setPreferences(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    void this.rpc.ask('remember', { preferences: this.preferences });
  }

  private changePreferences(change: Partial<Preferences>): void {
    this.setPreferences(change);
    this.configure();
    if (change.follow === true) this.packets.grid.scrollToEnd();
  }

  /** Another editor of the same kind changed them. */
  private applyPreferences(preferences: Preferences): void {
    this.preferences = preferences;
    this.configure();
    this.connections.setWidths(preferences.columnWidths);
  }

  private async copy(text: string, words: string): Promise<void> {
    await this.rpc.ask('copyText', { text });
    this.announcer.say(words);
  }
}
