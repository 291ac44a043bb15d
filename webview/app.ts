import type { CaptureFormat, Row } from '../src/core/session/capture';
import type { CopyFormat, ExplainTarget, HostEvents, PageAction, Preferences, Wishes } from '../src/protocol';
import type { PageRpc } from './channel';
import { DetailsPane } from './details/details-pane';
import { element } from './element';
import { FirstLook } from './first-look/first-look';
import { Loading } from './loading';
import { Navigation } from './navigation';
import { PacketsView } from './packets/packets-view';
import type { PlaceKeeper } from './place';
import { Announcer } from './shell/announcer';
import { Body } from './shell/body';
import { Clipboard } from './shell/clipboard';
import { failurePage } from './shell/failure-page';
import { FilterBox, filterOfServer } from './shell/filter-box';
import { FindBar } from './shell/find-bar';
import { type Metrics, measureFont } from './shell/metrics';
import { Notices } from './shell/notices';
import { PageFocus } from './shell/page-focus';
import { listenToPageKeys, type Pane } from './shell/page-keys';
import { StatusBar } from './shell/status-bar';
import { Toolbar } from './shell/toolbar';
import { count } from './text/amounts';
import { shown } from './text/visible';
import { OTHER_VIEWS } from './views/registry';
import type { ViewHost } from './views/view';
import { Views } from './views/views';
import { localeTag, say, sayCount } from './words';

/** Puts the parts together: what one of them says, the others hear from here. Holds no capture, only a place in it. */
export class App {
  readonly element = element('div', { class: 'page' });
  private readonly announcer = new Announcer();
  private readonly clipboard: Clipboard;
  private readonly filter: FilterBox;
  private readonly toolbar: Toolbar;
  private readonly find: FindBar;
  private readonly notices = new Notices((line) => void this.navigation.goToLine(line));
  private readonly firstLook: FirstLook;
  private readonly status: StatusBar;
  private readonly packets: PacketsView;
  private readonly views: Views;
  private readonly details: DetailsPane;
  private readonly body: Body;
  private readonly navigation: Navigation;
  private readonly loading: Loading;
  private format: CaptureFormat | null = null;
  private hasFailed = false;
  private readonly focus = new PageFocus(() => this.takeFocus());

  constructor(
    private readonly rpc: PageRpc,
    private readonly place: PlaceKeeper,
    private preferences: Preferences,
  ) {
    this.clipboard = new Clipboard(rpc, this.announcer);
    const metrics = measureFont();
    const { rowHeight } = metrics;
    this.element.style.setProperty('--row-height', `${rowHeight}px`);
    this.filter = this.makeFilter();
    this.find = new FindBar({
      find: (text, backwards) => this.navigation.findRow(text, backwards),
      count: (text, signal) => this.navigation.countFound(text, signal),
      closed: () => this.focusView(),
    });
    this.status = new StatusBar(this.announcer.element, {
      cancel: () => void this.rpc.ask('cancelLoad', {}),
      reload: () => void this.rpc.ask('reload', {}),
    });
    this.packets = this.makePackets(metrics);
    const host = this.viewHost(metrics);
    this.views = new Views([this.packets, ...OTHER_VIEWS.map((Other) => new Other(host))]);
    this.toolbar = this.makeToolbar();
    this.firstLook = this.makeFirstLook();
    this.details = this.makeDetails();
    this.body = new Body({
      views: this.views.all.map(({ element }) => element),
      details: this.details.element,
      detailsSize: preferences.detailsSize,
      resized: (detailsSize) => this.setPreferences({ detailsSize }),
    });
    this.navigation = this.makeNavigation();
    this.loading = this.makeLoading();
    this.showParts();
  }

  private showParts(): void {
    this.hasFailed = false;
    const { toolbar, firstLook, notices, find, body, status } = this;
    const parts = [toolbar, firstLook, notices, find, body, status];
    this.element.replaceChildren(...parts.map((part) => part.element));
  }

  /** Listens, asks what there is, and goes back to where the user was. */
  async start(): Promise<void> {
    this.listen();
    this.focus.listen();
    await this.orFailure(() => this.restore());
  }

  /** The worker that failed has said so, with details, before it refused to answer. */
  private async orFailure(begin: () => Promise<void>): Promise<void> {
    try {
      await begin();
    } catch (error) {
      if (!this.hasFailed) this.failed(error instanceof Error ? error.message : String(error), []);
    }
  }

  private async restore(): Promise<void> {
    const { view, detailsOpen } = this.place.current;
    this.setDetails(detailsOpen, false);
    this.showView(view);
    this.focusView();
    await this.loading.begin();
    // What is shown may take the keys only now; but who went elsewhere while it was being read, and may be typing there, stays.
    if (document.activeElement === document.body) this.focusView();
  }

  private makeFilter(): FilterBox {
    return new FilterBox({
      apply: (text) => this.navigation.applyFilter(text),
      leave: () => this.focusView(),
      history: this.place.current.filterHistory,
      historyChanged: (filterHistory) => this.place.update({ filterHistory }),
    });
  }

  private makeToolbar(): Toolbar {
    return new Toolbar({
      filter: this.filter,
      preferences: this.preferences,
      views: this.views.all,
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
      filtered: () => this.navigation.filtered,
      selected: (row) => this.rowSelected(row),
      activated: () => {
        this.setDetails(true, true);
        this.details.focus();
      },
      scrolled: (topRow) => {
        this.loading.stopRestoring();
        this.place.update({ topRow });
      },
      widthChanged: (id, width) => this.rememberWidth(id, width),
      copyText: (text, rows, cut) => {
        const number = count(rows, localeTag());
        void this.clipboard.copy(
          text,
          cut ? say('copied.cut', { count: number }) : sayCount('copied.rows', rows),
        );
      },
    });
  }

  private viewHost(metrics: Metrics): ViewHost {
    return {
      rpc: this.rpc,
      metrics,
      place: this.place,
      preferences: () => this.preferences,
      filtered: () => this.navigation.filtered,
      packetSelected: (index, connection) => this.packetSelected(index, connection),
      counted: () => this.loading.showCounts(),
      connectionSelected: (connection) => {
        this.place.update({ connection });
        void this.details.follow({ connection }, connection);
        this.tellSelected(null, connection);
      },
      goTo: (index) => void this.navigation.goTo(index),
      showConnection: (connection) => void this.showConnection(connection),
      showIn: (view, connection) => this.showIn(view, connection),
      explain: (target) => this.explain(target),
      rememberWidth: (id, width) => this.rememberWidth(id, width),
      copy: (text, words) => void this.clipboard.copy(text, words),
      saveSvg: (name, source) => void this.clipboard.save(name, source),
    };
  }

  private makeFirstLook(): FirstLook {
    return new FirstLook({
      rpc: this.rpc,
      open: this.place.current.lookOpen,
      opened: (lookOpen) => this.place.update({ lookOpen }),
      showServer: (server) => void this.showServer(server),
      explainAt: (connection, index) => void this.explainAt(connection, index),
      lookForCode: (about) => this.rpc.ask('code', about),
      openCode: (place) => void this.rpc.ask('openCode', place),
    });
  }

  private makeDetails(): DetailsPane {
    return new DetailsPane({
      rpc: this.rpc,
      announce: (text) => this.announcer.say(text),
      close: () => this.setDetails(false, true),
      explainSelection: () => this.explainSelected(),
      explaining: (explaining, target) => this.rememberExplained(explaining, target),
      goTo: (index) => void this.navigation.goTo(index),
      copy: (text) => void this.clipboard.copy(text, say('copied.command')),
      copyMarkdown: () => void this.copyExplanation(),
      copySvg: (source) => void this.clipboard.copy(source, say('svg.copied')),
      saveSvg: (name, source) => void this.clipboard.save(name, source),
      lookForCode: (about) => this.rpc.ask('code', about),
      openCode: (place) => void this.rpc.ask('openCode', place),
      openCodeSetting: () => void this.rpc.ask('openCodeSetting', {}),
      showConnection: (connection) => void this.showConnection(connection),
      showLadder: (connection) => this.showIn('ladder', connection),
    });
  }

  private makeNavigation(): Navigation {
    const { rpc, place, packets, filter, announcer } = this;
    return new Navigation({
      rpc,
      place,
      packets,
      filter,
      announcer,
      restoring: () => this.loading.isRestoring,
      showPackets: () => this.showView('packets'),
      focusView: () => this.focusView(),
      listChanged: () => {
        this.loading.showCounts();
        for (const view of this.views.all) view.listChanged?.();
      },
    });
  }

  private makeLoading(): Loading {
    const { rpc, place, packets, views, details, filter, status, firstLook, notices, announcer } = this;
    return new Loading({
      rpc,
      place,
      packets,
      views,
      details,
      filter,
      status,
      firstLook,
      notices,
      announcer,
      navigation: () => this.navigation,
      follows: () => this.preferences.follow,
      formatKnown: (format) => {
        this.format = format;
        this.configure();
      },
      contentKnown: (summary, onlySockets) => {
        this.toolbar.offerViews(summary);
        if (!onlySockets || this.views.current !== this.packets) return;
        this.showView('sockets');
        this.focusView();
      },
      explainAgain: (target) => {
        if (this.body.detailsOpen) void this.explain(target);
      },
    });
  }

  private listen(): void {
    this.rpc.on('progress', (progress) => this.loading.show(progress, progress.filteredRows));
    this.rpc.on('replaced', () => {
      if (this.hasFailed) this.showParts();
      void this.orFailure(() => this.loading.replaced());
    });
    this.rpc.on('gone', ({ gone }) => {
      this.status.gone(gone);
      if (gone) this.announcer.say(say('status.gone'));
    });
    this.rpc.on('stopped', () => this.status.stopped());
    this.rpc.on('failed', ({ message, detail }) => this.failed(message, detail));
    this.rpc.on('settings', ({ preferences }) => this.applyPreferences(preferences));
    this.fulfil('goToPacket', async ({ index, explain }) => {
      await this.navigation.goTo(index);
      if (explain) await this.explain({ index });
    });
    this.fulfil('showConnection', ({ connection }) => this.explainAt(connection, null));
    this.fulfil('act', ({ action }) => this.act(action));
    this.fulfil('explainSelection', () => this.explainSelected());
    this.fulfil('showCode', () => this.showCode());
    // Ctrl+F is heard by the page itself first: when VS Code tells of it as well, the reader may already be typing.
    this.fulfil('focusFind', () => {
      if (!this.find.isTypedIn) this.find.open();
    });
    listenToPageKeys({
      page: this.element,
      focusFilter: () => this.filter.focus(),
      openFind: () => this.find.open(),
      findNext: (backwards) => void this.find.next(backwards),
      explain: () => this.explainSelected(),
      showCode: () => this.showCode(),
      showSummary: () => this.firstLook.focus(),
      escape: () => this.focusView(),
      panes: () => this.panes(),
    });
  }

  /** The host hears when it is done: a page that is hidden on the way leaves the wish to the next one. */
  private fulfil<W extends keyof Wishes>(wish: W, act: (data: HostEvents[W]) => void | Promise<void>): void {
    this.rpc.on(wish, async (data) => {
      try {
        await act(data);
      } catch (error) {
        this.announcer.say(shown(String(error), 200));
      }
      await this.rpc.ask('done', { wish }).catch(() => {});
    });
  }

  private panes(): Pane[] {
    const { toolbar, filter, firstLook, views, details, body } = this;
    return [
      { element: toolbar.element, focus: () => filter.focus() },
      ...(firstLook.offered ? [{ element: firstLook.element, focus: () => firstLook.focus() }] : []),
      { element: views.current.element, focus: () => this.focusView() },
      ...(body.detailsOpen ? [{ element: details.element, focus: () => details.focus() }] : []),
    ];
  }

  private failed(message: string, detail: readonly string[]): void {
    this.hasFailed = true;
    const page = failurePage(message, detail, {
      reload: () => void this.rpc.ask('reload', {}),
      reopenAsText: () => void this.rpc.ask('reopenAsText', {}),
    });
    this.element.replaceChildren(page);
    this.focus.give(() => page.focus());
  }

  private async showConnection(connection: number): Promise<void> {
    this.showView('packets');
    await this.filter.set(`connection:${connection}`);
    if (this.packets.grid.selection.focus < 0) this.packets.focusRow(0, false);
    this.focusView();
  }

  private async showServer(server: string): Promise<void> {
    this.showView('packets');
    await this.filter.set(filterOfServer(server));
    if (this.packets.grid.selection.focus < 0) this.packets.focusRow(0, false);
    this.focusView();
  }

  /** A connection at the packet that shows what is said of it; one of a socket table alone has none. */
  private async explainAt(connection: number, index: number | null): Promise<void> {
    if (index === null) this.showIn('sockets', connection);
    else await this.navigation.goTo(index);
    await this.explain(index === null ? { connection } : { index });
  }

  private showIn(view: string, connection: number): void {
    this.place.update({ connection });
    this.showView(view);
    this.focusView();
  }

  // Selecting and explaining

  private rowSelected(row: Row): void {
    const index = row.kind === 'packet' ? row.index : row.of;
    const connection = row.kind === 'packet' ? row.connection : null;
    if (index !== null) this.packetSelected(index, connection);
    else {
      this.place.update({ packet: null });
      this.tellSelected(null, null);
      if (row.kind === 'line') this.details.showLine(row);
    }
  }

  private packetSelected(index: number, connection: number | null): void {
    this.place.update({ packet: index, ...(connection === null ? {} : { connection }) });
    this.tellSelected(index, connection);
    void this.details.showPacket(index);
    if (connection !== null) void this.details.follow({ index }, connection);
  }

  private tellSelected(index: number | null, connection: number | null): void {
    void this.rpc.ask('selected', { index, connection }).catch(() => {});
  }

  private async explainSelected(): Promise<void> {
    const target = this.selectedTarget();
    if (target !== null) return this.explain(target);
    this.setDetails(true, true);
    this.details.explainNothing();
  }

  private selectedTarget(): ExplainTarget | null {
    const { packet, connection } = this.place.current;
    const target = this.views.current.explainTarget?.() ?? null;
    if (target !== null) return target;
    if (packet !== null) return { index: packet };
    return connection === null ? null : { connection };
  }

  /** The code on the port of what is selected. */
  private async showCode(): Promise<void> {
    const target = this.selectedTarget();
    if (target === null) return this.explainSelected();
    this.setDetails(true, true);
    await this.details.showCode(target);
  }

  private rememberExplained(explaining: boolean, target: ExplainTarget | undefined): void {
    const ofConnection = target?.index === undefined ? (target?.connection ?? null) : null;
    this.place.update({ explaining, ...(target && { explainedConnection: ofConnection }) });
  }

  private async explain(target: ExplainTarget): Promise<void> {
    this.setDetails(true, true);
    await this.details.showExplanation(target);
  }

  /** What the context menu or the palette asks for. */
  private async act(action: PageAction): Promise<void> {
    const { connection } = this.place.current;
    const copied = /^copy-(text|tcpdump|csv|json|markdown)$/.exec(action)?.[1];
    if (copied !== undefined) await this.views.current.copyAs?.(copied as CopyFormat);
    else if (action === 'copy-explanation') await this.copyExplanation();
    else if (connection !== null && action === 'ladder') this.showIn('ladder', connection);
    else if (connection !== null && action === 'stream') this.showIn('stream', connection);
    else if (connection !== null && action === 'packets') await this.showConnection(connection);
  }

  private async copyExplanation(): Promise<void> {
    const target = this.details.explainedTarget ?? this.selectedTarget();
    if (target === null) return this.explainSelected();
    await this.clipboard.copy(await this.rpc.ask('explanationMarkdown', target), say('copied.explanation'));
  }

  // Views, preferences, the clipboard

  private showView(name: string): void {
    const view = this.views.named(name);
    this.place.update({ view: view.name });
    this.toolbar.showView(view);
    this.views.show(view);
    this.loading.showCounts();
  }

  private focusView(): void {
    this.focus.give(() => this.takeFocus());
  }

  private takeFocus(): void {
    if (!this.hasFailed) this.views.current.focus();
  }

  private setDetails(open: boolean, remember: boolean): void {
    this.body.setDetailsOpen(open);
    this.toolbar.showDetails(open);
    if (remember) this.place.update({ detailsOpen: open });
  }

  private configure(): void {
    if (this.format === null) return;
    this.packets.configure(this.preferences, this.format);
    this.body.setShowsLines(this.packets.showsLines);
    this.toolbar.showFormat(this.format === 'text');
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
    this.toolbar.showFollow(preferences.follow);
    for (const view of this.views.all) view.preferencesChanged?.(preferences);
  }
}
