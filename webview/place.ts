import type { ConnectionsQuery } from '../src/protocol';
import type { VsCodeApi } from './channel';

/** Where the user is. Survives hiding the page and reloading the window. */
export interface Place {
  /** A view's name. */
  readonly view: string;
  readonly topRow: number;
  /** Index from 0 of the selected packet. */
  readonly packet: number | null;
  readonly connection: number | null;
  readonly filter: string;
  readonly filterHistory: readonly string[];
  readonly detailsOpen: boolean;
  readonly explaining: boolean;
  /** The connection (from 1) that is explained, where no packet of it was asked about. */
  readonly explainedConnection: number | null;
  /** The servers of a first look that found something are shown. */
  readonly lookOpen: boolean;
  readonly sort: ConnectionsQuery['sort'];
  readonly descending: boolean;
}

const START: Place = {
  view: 'packets',
  topRow: 0,
  packet: null,
  connection: null,
  filter: '',
  filterHistory: [],
  detailsOpen: true,
  explaining: false,
  explainedConnection: null,
  lookOpen: true,
  sort: 'connection',
  descending: false,
};

/** Reads and writes the place; what an older version wrote, or is missing, counts as the start. */
export class PlaceKeeper {
  private place: Place;
  private timer = 0;
  private written: Place | undefined;

  constructor(private readonly api: Pick<VsCodeApi, 'getState' | 'setState'>) {
    this.place = restore(api.getState());
  }

  get current(): Place {
    return this.place;
  }

  /** Written at once, as the page may be hidden the next moment; but while scrolling, which calls this for every frame, now and then. */
  update(change: Partial<Place>): void {
    this.place = { ...this.place, ...change };
    if (this.timer !== 0) return;
    this.write();
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.write();
    }, 150) as unknown as number;
  }

  private write(): void {
    if (this.written === this.place) return;
    this.written = this.place;
    this.api.setState(this.place);
  }
}

export function restore(state: unknown): Place {
  if (typeof state !== 'object' || state === null) return START;
  const place: Record<string, unknown> = { ...START };
  for (const [key, initial] of Object.entries(START)) {
    const value = (state as Record<string, unknown>)[key];
    if (isLike(initial, value)) place[key] = value;
  }
  return place as unknown as Place;
}

function isLike(initial: unknown, value: unknown): boolean {
  if (Array.isArray(initial)) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (initial === null) return value === null || Number.isSafeInteger(value);
  return typeof value === typeof initial;
}
