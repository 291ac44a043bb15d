import type { CaptureSummary } from '../../src/core/session/capture';
import type { CopyFormat, ExplainTarget, Preferences } from '../../src/protocol';
import type { PageRpc } from '../channel';
import type { PlaceKeeper } from '../place';
import type { Metrics } from '../shell/metrics';

/** One way to look at a capture: a tab of the page. What it shows it asks the worker for. */
export interface View {
  /** Names it in the place that is remembered; its element's id is `view-` and this. */
  readonly name: string;
  /** On its tab. */
  readonly title: string;
  readonly element: HTMLElement;
  /** Time style, numbers and following, which the toolbar offers, mean something here. */
  readonly hasDisplayOptions?: boolean;
  /** Whether there is anything to show in it; absent: always. Its tab is hidden otherwise. */
  available?(summary: CaptureSummary): boolean;
  focus(): void;
  /** It has been chosen, and is on the screen now. */
  shown?(): void;
  /** More of the capture has been read while it is on the screen; `done`: to its end, `justDone`: only now. */
  progressed?(done: boolean, justDone: boolean): void;
  /** Another filter, or another capture: on the screen or not. */
  listChanged?(): void;
  preferencesChanged?(preferences: Preferences): void;
  /** How much its list holds, in words; absent: it lists what the packet list does. */
  countInWords?(): string;
  /** What "Explain" is about here; null: the packet that is selected. */
  explainTarget?(): ExplainTarget | null;
  /** Puts what is selected in its list on the clipboard. */
  copyAs?(format: CopyFormat): Promise<void>;
}

/** What the page does for its views. */
export interface ViewHost {
  readonly rpc: PageRpc;
  readonly metrics: Metrics;
  readonly place: PlaceKeeper;
  preferences(): Preferences;
  /** The lists show what a filter leaves. */
  filtered(): boolean;
  /** The row that the focus is on: what is said about it is shown beside. */
  packetSelected(index: number, connection: number | null): void;
  connectionSelected(connection: number): void;
  /** Shows a packet in the list. */
  goTo(index: number): void;
  /** Shows a connection's packets in the list. */
  showConnection(connection: number): void;
  /** Shows a connection in the view of this name. */
  showIn(view: string, connection: number): void;
  explain(target: ExplainTarget): void;
  /** The list of a view holds more, or less. */
  counted(): void;
  rememberWidth(id: string, width: number | null): void;
  /** Puts text on the clipboard and says so in `words`. */
  copy(text: string, words: string): void;
  /** Saves a drawing; `name` is the file's, without what tells its kind. */
  saveSvg(name: string, source: string): void;
}
