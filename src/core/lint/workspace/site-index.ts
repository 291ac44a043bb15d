import { contained } from '../ir';
import type { Parsers } from '../syntax';
import { C_SITE, cSites } from './c-sites';
import { acceptsIn, type Close, closesIn } from './closes';
import { NODE_SITE, nodeSites } from './node-sites';
import { hintsIn, mayHint, type PortHint } from './port-hints';
import type { Site } from './site';
import { languageOf, type ParsedSource, type SourceLanguage, Sources } from './sources';

interface SiteReader {
  readonly language: SourceLanguage;
  /** Found in every source that has a site. */
  readonly pattern: RegExp;
  readonly read: (source: ParsedSource, sources: Sources) => readonly Site[];
}

const READERS: readonly SiteReader[] = [
  { language: 'c', pattern: C_SITE, read: cSites },
  { language: 'node', pattern: NODE_SITE, read: nodeSites },
];

/** Milliseconds of work between two pauses. */
const TURN = 15;

/** A file's sites, and the names that were looked up for them: another text with one of these may change them. */
interface KnownSites {
  readonly sites: readonly Site[];
  readonly names: ReadonlySet<string>;
}

/**
 * Which code of a workspace listens on or connects to which port. Texts are searched first and parsed only where they
 * call what listens or connects, or name what a port comes from. A file on which this fails has no sites. What is known
 * of a file stays known until it changes, or another one does that has a name which was looked up for it.
 */
export class SiteIndex {
  private readonly sources: Sources;
  private readonly known = new Map<string, KnownSites>();
  /** Files that have not been looked at since they, or what they were understood by, changed. */
  private readonly unread = new Set<string>();
  private readonly hints = new Map<string, readonly PortHint[]>();
  private all: readonly Site[] | null = null;

  constructor(parsers: Parsers) {
    this.sources = new Sources(parsers);
  }

  /** Adds a file or replaces its text. */
  set(path: string, text: string): void {
    if (mayHint(path)) this.hints.set(path, hintsIn(path, text));
    const before = this.sources.textOf(path);
    if (before === text && text !== '') return;
    this.changed(path, before, text);
    if (this.sources.set(path, text)) this.unread.add(path);
  }

  remove(path: string): void {
    this.changed(path, this.sources.textOf(path), '');
    this.sources.remove(path);
    this.unread.delete(path);
    this.hints.delete(path);
  }

  textOf(path: string): string {
    return this.sources.textOf(path);
  }

  /** Files that were left out, because all of them together are too long. */
  get leftOut(): number {
    return this.sources.leftOut;
  }

  /** How many sources there are. */
  get size(): number {
    return this.sources.size;
  }

  /** All sites, by path and place. */
  sites(): readonly Site[] {
    for (const path of this.unread) this.read(path);
    this.all ??= [...this.known.values()].flatMap(({ sites }) => sites).sort(inOrder);
    return this.all;
  }

  /** The sources that have a name in their text. */
  filesNaming(name: string): ReadonlySet<string> {
    return this.sources.filesNaming(name);
  }

  /** What files that are no sources say of ports. */
  portHints(): readonly PortHint[] {
    return [...this.hints.values()].flat();
  }

  /** Reads what `sites` would read, and lets other work go on meanwhile. `begins` is told of each file before. */
  async readInSteps(pause: () => Promise<void>, begins: (path: string) => void = () => {}): Promise<void> {
    let began = Date.now();
    for (const path of this.unread) {
      begins(path);
      this.read(path);
      if (Date.now() - began < TURN) continue;
      await pause();
      began = Date.now();
    }
  }

  /** Where a file closes what it has accepted or opened, and what each close waits for. */
  closesIn(path: string): readonly Close[] {
    const closes = () => {
      const source = this.sources.parsed(path);
      return source === null ? [] : closesIn(source);
    };
    return contained(closes, () => {}) ?? [];
  }

  /** Where a file accepts connections: offsets in UTF-16 units. */
  acceptsIn(path: string): readonly number[] {
    const accepts = () => {
      const source = this.sources.parsed(path);
      return source === null ? [] : acceptsIn(source);
    };
    return contained(accepts, () => {}) ?? [];
  }

  private read(path: string): void {
    const { sources } = this;
    this.unread.delete(path);
    const reader = READERS.find(({ language }) => language === languageOf(path));
    if (reader === undefined || !reader.pattern.test(sources.textOf(path))) return;
    this.all = null;
    sources.forgetAsked();
    const read = () => {
      const source = sources.parsed(path);
      return source === null ? [] : reader.read(source, sources);
    };
    const sites = contained(read, () => {}) ?? [];
    this.known.set(path, { sites, names: sources.asked });
  }

  private changed(path: string, before: string, after: string): void {
    this.all = null;
    this.known.delete(path);
    const touched = new Map<string, boolean>();
    const isIn = (name: string) => {
      const found = touched.get(name) ?? (before.includes(name) || after.includes(name));
      touched.set(name, found);
      return found;
    };
    for (const [other, { names }] of this.known) {
      if (![...names].some(isIn)) continue;
      this.known.delete(other);
      this.unread.add(other);
    }
  }
}

const inOrder = (a: Site, b: Site): number =>
  a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
