import type { ConnectionRow } from '../../src/core/session/capture';
import type { ConnectionsQuery, CopyFormat, ExplainTarget, Preferences } from '../../src/protocol';
import { button } from '../controls';
import { element } from '../element';
import { PagedRows } from '../grid/paged-rows';
import { VirtualGrid } from '../grid/virtual-grid';
import { offerMenu } from '../views/menu';
import type { View, ViewHost } from '../views/view';
import { say, sayCount } from '../words';
import { connectionColumns } from './columns';

/** Remembered widths of this view are kept apart from the packet list's. */
const PREFIX = 'connections.';
const COPY_LIMIT = 10_000;
/** Who sorts by these wants the most at the top. */
const MOST_FIRST = new Set<ConnectionsQuery['sort']>([
  'packets',
  'seconds',
  'clientBytes',
  'serverBytes',
  'stuck',
]);

/** One row a connection, sortable. */
export class ConnectionsView implements View {
  readonly name = 'connections';
  readonly title = say('view.connections');
  readonly element: HTMLElement;
  readonly grid: VirtualGrid<ConnectionRow>;
  private readonly rows: PagedRows<ConnectionRow>;
  private readonly empty = element('p', { class: 'view-empty', text: say('connections.empty') });
  private readonly actions: HTMLElement[];
  private sort: ConnectionsQuery['sort'];
  private descending: boolean;
  private widths: Readonly<Record<string, number>>;
  private shownColumns = '';
  private reloaded = 0;

  constructor(private readonly host: ViewHost) {
    const { sort, descending } = host.place.current;
    this.sort = sort;
    this.descending = descending;
    this.widths = this.ownWidths(host.preferences().columnWidths);
    this.rows = new PagedRows(
      (from, to, signal) => this.fetch(from, to, signal),
      () => this.grid.refresh(),
    );
    this.grid = new VirtualGrid<ConnectionRow>({
      id: 'connections',
      label: say('connections.label'),
      rowHeight: host.metrics.rowHeight,
      headerHeight: host.metrics.rowHeight + 4,
      source: this.rows,
      painter: {
        decorate: (slot, item) =>
          slot.element.classList.toggle(
            'stuck-row',
            item !== undefined && item.stuck !== null && item.stuck.sureness !== 'possible',
          ),
        spans: () => false,
        paintSpan: () => {},
      },
      focused: () => this.focusChanged(),
      activated: () => this.act(this.showPackets),
      copied: () => void this.copyAs('text'),
      scrolled: () => {},
      widthChanged: (id, width) => this.rememberWidth(id, width),
      widthSettled: () => this.layout(),
      sorted: (id) => this.sortBy(id as ConnectionsQuery['sort']),
      widthLabel: (title) => say('column.width', { title }),
    });
    this.actions = [
      button(say('connections.packets'), () => this.act(this.showPackets), { title: 'Enter' }),
      button(say('connections.ladder'), () => this.act(this.showLadder), { title: 'L' }),
      button(say('connections.explain'), () => this.act(this.explain), { title: 'E' }),
    ];
    this.element = element(
      'div',
      { class: 'view connections-view', id: 'view-connections', role: 'tabpanel' },
      [
        element(
          'div',
          { class: 'view-actions', role: 'toolbar', label: say('connections.actions') },
          this.actions,
        ),
        this.grid.element,
        this.empty,
      ],
    );
    this.empty.hidden = true;
    new ResizeObserver(() => this.layout()).observe(this.element);
    offerMenu(this.grid.element, 'connections');
    this.grid.element.addEventListener('keydown', (event) => this.keydown(event));
    this.focusChanged();
  }

  private get focusedConnection(): number | null {
    return this.rows.get(this.grid.selection.focus)?.connection ?? null;
  }

  focus(): void {
    this.grid.element.focus();
  }

  shown(): void {
    this.reloaded = performance.now();
    void this.reload().then(() => this.selectPlace());
  }

  /** The connection that was selected in another view, where the order tells its row. */
  private selectPlace(): void {
    const { connection } = this.host.place.current;
    if (connection === null || connection === this.focusedConnection || this.host.filtered()) return;
    if (this.sort !== 'connection' || this.descending || connection > this.rows.count) return;
    this.grid.focusRow(connection - 1, { jump: true });
  }

  /** At most once a second while loading: the order may change with every packet. */
  progressed(done: boolean): void {
    if (!done && performance.now() - this.reloaded < 1000) return;
    this.shown();
  }

  listChanged(): void {
    void this.restart();
  }

  countInWords(): string {
    return sayCount('status.connections', this.rows.count);
  }

  explainTarget(): ExplainTarget | null {
    const connection = this.focusedConnection;
    return connection === null ? null : { connection };
  }

  preferencesChanged({ columnWidths }: Preferences): void {
    this.widths = this.ownWidths(columnWidths);
    this.shownColumns = '';
    this.layout();
  }

  /** Sets the columns that fit, unless they are the ones that are shown. */
  private layout(): void {
    const available = this.element.clientWidth;
    if (available === 0) return;
    const columns = connectionColumns(this.host.metrics, available, this.widths);
    const key = columns.map(({ id, width }) => `${id} ${width}`).join();
    if (key === this.shownColumns) return;
    this.shownColumns = key;
    this.grid.setColumns(columns, this.widths);
    this.grid.setSort(this.sort, this.descending);
    this.grid.refresh();
  }

  private rememberWidth(id: string, width: number | null): void {
    const { [id]: _, ...others } = this.widths;
    this.widths = width === null ? others : { ...others, [id]: width };
    this.host.rememberWidth(PREFIX + id, width);
  }

  /** The capture grew: the rows that are shown are asked for again, and the count with them. */
  private async reload(): Promise<void> {
    this.rows.markStale();
    await this.ask(0, 1, undefined).catch(() => []);
    this.grid.refresh();
  }

  /** Another filter, another order or another capture. */
  private async restart(): Promise<void> {
    this.rows.reset();
    this.grid.clearSelection();
    this.focusChanged();
    await this.reload();
    this.grid.scrollTo(0);
  }

  private fetch(from: number, to: number, signal: AbortSignal): Promise<readonly ConnectionRow[]> {
    return this.ask(from, to, signal);
  }

  private async ask(
    from: number,
    to: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly ConnectionRow[]> {
    const { sort, descending } = this;
    const filtered = this.host.filtered();
    const query = { from, to, sort, descending, filtered };
    const { rows, total } = await this.host.rpc.ask('connections', query, signal);
    if (sort !== this.sort || descending !== this.descending) return [];
    this.rows.count = total;
    this.empty.hidden = total > 0;
    this.host.counted();
    return rows;
  }

  private sortBy(sort: ConnectionsQuery['sort']): void {
    this.descending = sort === this.sort ? !this.descending : MOST_FIRST.has(sort);
    this.sort = sort;
    this.grid.setSort(sort, this.descending);
    this.host.place.update({ sort, descending: this.descending });
    void this.restart();
  }

  private focusChanged(): void {
    const connection = this.focusedConnection;
    for (const action of this.actions) action.toggleAttribute('disabled', connection === null);
    const shown = this.host.place.current.view === this.name;
    if (connection !== null && shown) this.host.connectionSelected(connection);
  }

  private readonly showPackets = (connection: number): void => this.host.showConnection(connection);
  private readonly showLadder = (connection: number): void => this.host.showIn('ladder', connection);
  private readonly explain = (connection: number): void => this.host.explain({ connection });

  private act(action: (connection: number) => void): void {
    const connection = this.focusedConnection;
    if (connection !== null) action(connection);
  }

  private keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.grid.element) return;
    if (event.key.toLowerCase() === 'l') this.act(this.showLadder);
    else return;
    event.preventDefault();
  }

  async copyAs(format: CopyFormat): Promise<void> {
    const rows = this.grid.selection.rows(COPY_LIMIT);
    if (rows.length === 0) return;
    const { sort, descending } = this;
    const query = { from: 0, to: 0, sort, descending, filtered: this.host.filtered() };
    const text = await this.host.rpc.ask('copyConnections', { rows, query, format });
    this.host.copy(text.trimEnd(), sayCount('copied.rows', rows.length));
  }

  private ownWidths(widths: Readonly<Record<string, number>>): Record<string, number> {
    const own = Object.entries(widths).filter(([id]) => id.startsWith(PREFIX));
    return Object.fromEntries(own.map(([id, width]) => [id.slice(PREFIX.length), width]));
  }
}
