import type { CaptureFormat, CaptureSummary } from '../src/core/session/capture';
import type { ExplainTarget } from '../src/protocol';
import type { PageRpc } from './channel';
import { actionLink } from './controls';
import type { DetailsPane } from './details/details-pane';
import { element } from './element';
import type { FirstLook } from './first-look/first-look';
import type { Navigation } from './navigation';
import type { PacketsView } from './packets/packets-view';
import type { PlaceKeeper } from './place';
import type { Announcer } from './shell/announcer';
import type { FilterBox } from './shell/filter-box';
import type { Notices } from './shell/notices';
import type { StatusBar } from './shell/status-bar';
import type { Views } from './views/views';
import { say, sayCount } from './words';

export interface LoadingParts {
  readonly rpc: PageRpc;
  readonly place: PlaceKeeper;
  readonly packets: PacketsView;
  readonly views: Views;
  readonly details: DetailsPane;
  readonly filter: FilterBox;
  readonly status: StatusBar;
  readonly firstLook: FirstLook;
  readonly notices: Notices;
  readonly announcer: Announcer;
  navigation(): Navigation;
  follows(): boolean;
  formatKnown(format: CaptureFormat): void;
  /** More is known of what there is to show; `onlySockets`: rows of socket tables, and not a packet. */
  contentKnown(summary: CaptureSummary, onlySockets: boolean): void;
  /** An explanation was open when the page was last seen. */
  explainAgain(target: ExplainTarget): void;
}

/** What the capture is, how it grows, and the way back to where the user was in it. */
export class Loading {
  private summary: CaptureSummary | null = null;
  private restoring = true;
  private firstTimeKnown = false;
  private begun = false;

  constructor(private readonly parts: LoadingParts) {}

  get isRestoring(): boolean {
    return this.restoring;
  }

  /** The user moved: who scrolls while the capture is still being read is not taken back to an earlier place. */
  stopRestoring(): void {
    this.restoring = false;
  }

  /** The first look: what there is by now, the filter and the place of the last visit. */
  async begin(): Promise<void> {
    this.show(await this.parts.rpc.ask('summary', {}), null);
    const { filter } = this.parts.place.current;
    if (filter !== '') await this.parts.filter.set(filter);
    await this.restorePlace();
    await this.selectFirst();
  }

  show(summary: CaptureSummary, filteredRows: number | null): void {
    const before = this.summary;
    this.summary = summary;
    this.parts.status.show(summary);
    this.parts.notices.show(summary);
    this.parts.details.showOverview(summary);
    if (before?.format !== summary.format) this.parts.formatKnown(summary.format);
    const onlySockets =
      summary.done && summary.packets === 0 && ((summary.sockets ?? 0) > 0 || summary.onlyCounts === true);
    this.parts.contentKnown(summary, onlySockets && before?.done !== true);
    const follow = this.parts.follows() && !this.restoring;
    // A first load begins at the top however short it still is; a file that grows later is followed from its end.
    const canFollow = follow && (before?.done === true || this.parts.packets.grid.scrollable);
    if (!this.parts.navigation().filtered) this.parts.packets.grow(summary.rows, canFollow);
    else if (filteredRows !== null) this.parts.packets.grow(filteredRows, canFollow);
    const justDone = summary.done && before?.done !== true;
    const hasGrown =
      before?.rows !== summary.rows ||
      before.quality !== summary.quality ||
      before.lookedAt !== summary.lookedAt;
    if (justDone) this.settle();
    else if (summary.done && hasGrown) this.parts.packets.settle();
    if (summary.done && (hasGrown || justDone)) void this.parts.firstLook.look();
    this.parts.views.current.progressed?.(summary.done, justDone);
    if (!this.firstTimeKnown && summary.packets > 0) void this.learnFirstTime();
    if (this.restoring && before !== null) void this.restorePlace();
    void this.selectFirst();
    this.showCounts();
  }

  private settle(): void {
    this.parts.packets.settle();
    this.parts.packets.tellAgain();
    this.parts.details.refreshNext();
  }

  showCounts(): void {
    const { summary } = this;
    if (summary === null) return;
    const { views, packets } = this.parts;
    const count = views.current.countInWords?.() ?? sayCount('filter.result', packets.count);
    this.parts.filter.showResult(this.parts.navigation().filtered ? count : '');
    this.parts.packets.showEmpty(this.parts.packets.count > 0 || !summary.done ? [] : this.emptyWords());
  }

  private emptyWords(): HTMLElement[] {
    if (!this.parts.navigation().filtered) return [element('p', { text: say('empty.capture') })];
    return [
      element('p', { text: say('empty.filter') }),
      actionLink(say('empty.clear'), () => void this.parts.filter.set('')),
    ];
  }

  private async learnFirstTime(): Promise<void> {
    this.firstTimeKnown = true;
    try {
      const row = await this.parts.rpc.ask('rowOfPacket', { index: 0, filtered: false });
      const rows = await this.parts.rpc.ask('rows', { from: row, to: row + 200, filtered: false });
      const first = rows.find((item) => item.kind === 'packet' && item.time !== null);
      this.parts.packets.setFirstTime(first?.kind === 'packet' ? first.time : null);
    } catch {
      this.firstTimeKnown = false;
    }
  }

  private async restorePlace(): Promise<void> {
    const { topRow, packet } = this.parts.place.current;
    const loaded = this.summary?.done === true;
    if (!this.restoring || (this.parts.packets.count <= topRow && !loaded)) return;
    this.restoring = false;
    this.parts.packets.grid.scrollToRow(topRow);
    const { explaining, explainedConnection } = this.parts.place.current;
    if (packet !== null && packet < (this.summary?.packets ?? 0)) {
      const { filtered } = this.parts.navigation();
      const row = await this.parts.rpc.ask('rowOfPacket', { index: packet, filtered });
      if (row >= 0) this.parts.packets.focusRow(row, true);
      if (row >= 0 && explaining && explainedConnection === null) this.parts.explainAgain({ index: packet });
    }
    // One of a socket table alone has no packet, and one of the list of connections need not have one that is selected.
    if (explaining && explainedConnection !== null)
      this.parts.explainAgain({ connection: explainedConnection });
  }

  /**
   * Who opens a capture is shown at once what is wrong with it: the first packet since which an end is stuck, else
   * the first packet. Only where the reader has not been before, and has not moved yet.
   */
  private async selectFirst(): Promise<void> {
    if (this.begun || this.summary?.done !== true || this.restoring) return;
    this.begun = true;
    if (this.summary.packets === 0 || this.isElsewhere()) return;
    const { rpc, packets } = this.parts;
    const index = (await rpc.ask('firstTrouble', {})) ?? 0;
    const row = await rpc.ask('rowOfPacket', { index, filtered: false });
    if (row >= 0 && !this.isElsewhere()) packets.focusRow(row, true);
  }

  private isElsewhere(): boolean {
    const { packet, filter, topRow, view } = this.parts.place.current;
    const { selection } = this.parts.packets.grid;
    return packet !== null || filter !== '' || topRow > 0 || view !== 'packets' || selection.focus >= 0;
  }

  /** The file is another one now: the list starts anew, at the place and with the filter it had. */
  async replaced(): Promise<void> {
    this.restoring = true;
    this.firstTimeKnown = false;
    this.parts.navigation().forget();
    this.parts.packets.forget();
    this.parts.details.forget();
    this.parts.firstLook.forget();
    this.parts.announcer.say(say('replaced'));
    this.summary = null;
    await this.begin();
    for (const view of this.parts.views.all) view.listChanged?.();
  }
}
