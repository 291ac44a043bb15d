import type { FilterResult } from '../src/protocol';
import type { PageRpc } from './channel';
import type { PacketsView } from './packets/packets-view';
import type { PlaceKeeper } from './place';
import type { Announcer } from './shell/announcer';
import type { FilterBox } from './shell/filter-box';
import { count } from './text/amounts';
import { shown } from './text/visible';
import { localeTag, say } from './words';

export interface NavigationParts {
  readonly rpc: PageRpc;
  readonly place: PlaceKeeper;
  readonly packets: PacketsView;
  readonly filter: FilterBox;
  readonly announcer: Announcer;
  /** The place of an earlier visit is still being looked for. */
  restoring(): boolean;
  showPackets(): void;
  focusView(): void;
  /** The filter changed what is in the lists. */
  listChanged(): void;
}

/** Filtering, finding, and going to a packet or a line. */
export class Navigation {
  private isFiltered = false;
  private filterRequest = new AbortController();

  constructor(private readonly parts: NavigationParts) {}

  get filtered(): boolean {
    return this.isFiltered;
  }

  /** The capture is another one: the worker knows no filter of it yet. */
  forget(): void {
    this.isFiltered = false;
  }

  async applyFilter(text: string): Promise<FilterResult | null> {
    this.filterRequest.abort();
    const request = new AbortController();
    this.filterRequest = request;
    try {
      const result = await this.parts.rpc.ask('filter', { text }, request.signal);
      if (request.signal.aborted) return null;
      // A text with an error filters nothing: the list stays as it was, here and in the worker.
      if (result.error !== null) return result;
      this.isFiltered = text.trim() !== '';
      this.parts.place.update({ filter: this.isFiltered ? text : '' });
      await this.showFiltered(result.rows, request.signal);
      return request.signal.aborted ? null : result;
    } catch (error) {
      if (!request.signal.aborted) this.parts.announcer.say(shown(String(error), 200));
      return null;
    }
  }

  /** The selected packet stays selected where the filter leaves it; else the list starts at its top. */
  private async showFiltered(rows: number, overtaken: AbortSignal): Promise<void> {
    this.parts.packets.restart(rows, 0);
    this.parts.listChanged();
    const { packet } = this.parts.place.current;
    if (packet === null || rows === 0 || this.parts.restoring()) return;
    const row = await this.parts.rpc.ask('rowOfPacket', { index: packet, filtered: this.isFiltered });
    // Another filter has other rows by now, and who has moved in the list meanwhile stays there.
    if (overtaken.aborted || this.parts.packets.grid.selection.focus >= 0) return;
    if (row >= 0 && row < this.parts.packets.count) this.parts.packets.focusRow(row, true);
  }

  async findRow(text: string, backwards: boolean): Promise<boolean> {
    this.parts.showPackets();
    const { focus } = this.parts.packets.grid.selection;
    const from = focus >= 0 ? focus : this.parts.packets.grid.firstVisibleRow;
    const row = await this.parts.rpc.ask('find', { text, from, backwards, filtered: this.isFiltered });
    if (row < 0) {
      this.parts.announcer.say(say('find.none'));
      return false;
    }
    this.parts.packets.focusRow(row, true);
    return true;
  }

  /** Which hit of how many the focused row is, in words. */
  async countFound(text: string, signal: AbortSignal): Promise<string> {
    const at = this.parts.packets.grid.selection.focus;
    const params = { text, at, filtered: this.isFiltered };
    const { total, which, complete } = await this.parts.rpc.ask('findCount', params, signal);
    // Who has moved on is at no hit any more.
    if (which === 0) return '';
    const [number, hit] = [total, which].map((each) => count(each, localeTag()));
    const words = say(complete ? 'find.hits' : 'find.hits.more', { which: hit, total: number });
    if (!signal.aborted) this.parts.announcer.say(words);
    return words;
  }

  /** Shows a packet in the list; a filter that hides it is cleared. */
  async goTo(index: number): Promise<void> {
    this.parts.showPackets();
    let row = await this.parts.rpc.ask('rowOfPacket', { index, filtered: this.isFiltered });
    if (this.isFiltered && !(await this.isRowOf(row, index))) {
      await this.parts.filter.set('');
      this.parts.announcer.say(say('filter.cleared'));
      row = await this.parts.rpc.ask('rowOfPacket', { index, filtered: false });
    }
    if (row < 0) return;
    // While the capture is being read the worker knows of more rows than the page was told of.
    if (!this.isFiltered && row >= this.parts.packets.count) this.parts.packets.grow(row + 1, false);
    this.parts.packets.focusRow(row, true);
    this.parts.focusView();
  }

  private async isRowOf(row: number, index: number): Promise<boolean> {
    if (row < 0) return false;
    const [item] = await this.parts.rpc.ask('rows', { from: row, to: row + 1, filtered: this.isFiltered });
    return item?.kind === 'packet' && item.index === index;
  }

  async goToLine(line: number): Promise<void> {
    this.parts.showPackets();
    if (this.isFiltered) await this.parts.filter.set('');
    this.parts.packets.focusRow(line - 1, true);
    this.parts.focusView();
  }
}
