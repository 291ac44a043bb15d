import type { CaptureSummary } from '../../src/core/session/capture';
import type { SocketRowView } from '../../src/core/session/incident';
import type { ExplainTarget, Preferences } from '../../src/protocol';
import { button } from '../controls';
import { element } from '../element';
import { PagedRows } from '../grid/paged-rows';
import { VirtualGrid } from '../grid/virtual-grid';
import { shown } from '../text/visible';
import type { View, ViewHost } from '../views/view';
import { say, sayCount } from '../words';
import { socketColumns } from './columns';
import { LookedAtLines } from './looked-at';

/** Remembered widths of this view are kept apart from the packet list's. */
const PREFIX = 'sockets.';
const COPY_LIMIT = 10_000;

/** The rows of the socket tables in the text, each as the table prints it, with what it shows. */
export class SocketsView implements View {
  readonly name = 'sockets';
  readonly title = say('view.sockets');
  readonly element: HTMLElement;
  readonly grid: VirtualGrid<SocketRowView>;
  private readonly rows: PagedRows<SocketRowView>;
  private readonly told = element('p', { class: 'sockets-told' });
  /** The rows are of several files. */
  private ofFiles = false;
  private readonly lookedAt = new LookedAtLines();
  private readonly empty = element('p', { class: 'view-empty', text: say('sockets.empty') });
  private readonly showPackets: HTMLElement;
  private readonly explainButton: HTMLElement;
  private widths: Readonly<Record<string, number>>;
  private shownColumns = '';

  constructor(private readonly host: ViewHost) {
    this.widths = this.ownWidths(host.preferences().columnWidths);
    this.rows = new PagedRows(
      (from, to, signal) => this.ask(from, to, signal),
      () => this.grid.refresh(),
    );
    this.grid = new VirtualGrid<SocketRowView>({
      id: 'sockets',
      label: say('sockets.label'),
      rowHeight: host.metrics.rowHeight,
      headerHeight: host.metrics.rowHeight + 4,
      source: this.rows,
      painter: {
        decorate: ({ element: { classList } }, item) => {
          const stuck = item?.stuck ?? null;
          classList.toggle('stuck-row', stuck !== null && stuck.sureness !== 'possible');
          classList.toggle('outdated-row', item?.outdated === true);
        },
        spans: () => false,
        paintSpan: () => {},
      },
      focused: () => this.focusChanged(),
      activated: () => this.explain(),
      copied: () => void this.copy(),
      scrolled: () => {},
      widthChanged: (id, width) => this.rememberWidth(id, width),
      widthSettled: () => this.layout(),
      sorted: () => {},
      widthLabel: (title) => say('column.width', { title }),
    });
    this.showPackets = button(say('connections.packets'), () => this.act((n) => host.showConnection(n)));
    this.explainButton = button(say('connections.explain'), () => this.explain(), { title: 'Enter' });
    const actions = [this.showPackets, this.explainButton];
    this.element = element('div', { class: 'view sockets-view', id: 'view-sockets', role: 'tabpanel' }, [
      element('div', { class: 'view-actions', role: 'toolbar', label: say('sockets.actions') }, actions),
      this.lookedAt.element,
      this.told,
      this.grid.element,
      this.empty,
    ]);
    this.empty.hidden = true;
    new ResizeObserver(() => this.layout()).observe(this.element);
    this.focusChanged();
  }

  /** Most captures have no socket table beside them. */
  available({ sockets = 0, onlyCounts = false }: CaptureSummary): boolean {
    this.empty.textContent = say(onlyCounts ? 'sockets.only-counts' : 'sockets.empty');
    return sockets > 0 || onlyCounts;
  }

  focus(): void {
    this.grid.element.focus();
  }

  /** The row of the connection that was selected elsewhere is selected here. */
  shown(): void {
    void this.reload().then(() => this.selectConnection(this.host.place.current.connection));
  }

  /** Rows may have come and gone: the one that was selected stays so, wherever it is now. */
  progressed(done: boolean): void {
    if (!done) return;
    const item = this.focusedRow;
    void this.reload().then(() => this.followRow(item));
  }

  listChanged(): void {
    this.rows.reset();
    this.grid.clearSelection();
    this.focusChanged();
    void this.reload();
  }

  countInWords(): string {
    return sayCount('filter.result', this.rows.count);
  }

  explainTarget(): ExplainTarget | null {
    const item = this.focusedRow;
    return item === undefined ? null : { connection: item.connection };
  }

  preferencesChanged({ columnWidths }: Preferences): void {
    this.widths = this.ownWidths(columnWidths);
    this.shownColumns = '';
    this.layout();
  }

  private get focusedRow(): SocketRowView | undefined {
    return this.rows.get(this.grid.selection.focus);
  }

  private async reload(): Promise<void> {
    this.rows.markStale();
    await this.ask(0, 1, undefined).catch(() => []);
    this.grid.refresh();
  }

  private async ask(
    from: number,
    to: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly SocketRowView[]> {
    const query = { from, to, filtered: this.host.filtered() };
    const { rows, total, told, lookedAt } = await this.host.rpc.ask('sockets', query, signal);
    this.rows.count = total;
    this.empty.hidden = total > 0;
    this.host.counted();
    this.told.textContent = shown(told, 2000);
    const ofFiles = rows.length === 0 ? this.ofFiles : rows[0].file !== null;
    const changed = ofFiles !== this.ofFiles;
    this.ofFiles = ofFiles;
    if (this.lookedAt.show(lookedAt) || changed) this.layout();
    return rows;
  }

  private async followRow(item: SocketRowView | undefined): Promise<void> {
    if (item === undefined) return;
    const { local, peer } = item.socket;
    const query = { local, peer, filtered: this.host.filtered() };
    const position = await this.host.rpc.ask('socketAt', query).catch(() => -1);
    if (position < 0) this.grid.clearSelection();
    else if (position !== this.grid.selection.focus) this.grid.focusRow(position, { jump: true });
    this.focusChanged();
  }

  private async selectConnection(connection: number | null): Promise<void> {
    const query = { connection: connection ?? 0, filtered: this.host.filtered() };
    const position = connection === null ? -1 : await this.host.rpc.ask('socketOf', query).catch(() => -1);
    const target = position >= 0 ? position : this.grid.selection.focus < 0 ? 0 : -1;
    if (target < 0 || target >= this.rows.count || target === this.grid.selection.focus) return;
    this.grid.focusRow(target, { jump: true });
  }

  /** Sets the columns that fit, unless they are the ones that are shown. */
  private layout(): void {
    const available = this.element.clientWidth;
    if (available === 0) return;
    const columns = socketColumns(this.host.metrics, available, this.widths, {
      ages: this.lookedAt.known,
      files: this.ofFiles,
    });
    const key = columns.map(({ id, width }) => `${id} ${width}`).join();
    if (key === this.shownColumns) return;
    this.shownColumns = key;
    this.grid.setColumns(columns, this.widths);
    this.grid.refresh();
  }

  private rememberWidth(id: string, width: number | null): void {
    const { [id]: _, ...others } = this.widths;
    this.widths = width === null ? others : { ...others, [id]: width };
    this.host.rememberWidth(PREFIX + id, width);
  }

  private focusChanged(): void {
    const item = this.focusedRow;
    this.explainButton.toggleAttribute('disabled', item === undefined);
    this.showPackets.toggleAttribute('disabled', item?.joined !== true);
    if (item !== undefined && this.host.place.current.view === this.name)
      this.host.connectionSelected(item.connection);
  }

  private explain(): void {
    this.act((connection) => this.host.explain({ connection }));
  }

  private act(action: (connection: number) => void): void {
    const item = this.focusedRow;
    if (item !== undefined) action(item.connection);
  }

  private async copy(): Promise<void> {
    const rows = this.grid.selection.rows(COPY_LIMIT);
    if (rows.length === 0) return;
    const lines: string[] = [];
    for (let at = 0; at < rows.length; at += 1000) {
      const part = rows.slice(at, at + 1000);
      const answer = await this.ask(part[0], part[part.length - 1] + 1, undefined);
      for (const row of part)
        if (answer[row - part[0]] !== undefined) lines.push(line(answer[row - part[0]]));
    }
    this.host.copy(lines.join('\n'), sayCount('copied.rows', lines.length));
  }

  private ownWidths(widths: Readonly<Record<string, number>>): Record<string, number> {
    const own = Object.entries(widths).filter(([id]) => id.startsWith(PREFIX));
    return Object.fromEntries(own.map(([id, width]) => [id.slice(PREFIX.length), width]));
  }
}

function line({ socket, process }: SocketRowView): string {
  const { state, recvQ, sendQ, local, peer } = socket;
  const holder = process === null ? '' : `${process.pid ?? ''}/${process.name}`;
  return [state, recvQ, sendQ, local, peer, holder].map((value) => value ?? '').join('\t');
}
