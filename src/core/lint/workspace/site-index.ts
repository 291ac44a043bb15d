import { contained } from '../ir';
import type { Parsers } from '../syntax';
import { C_SITE, cSites } from './c-sites';
import { NODE_SITE, nodeSites } from './node-sites';
import type { Site } from './site';
import { type ParsedSource, type SourceLanguage, Sources } from './sources';

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

/**
 * Which code of a workspace listens on or connects to which port. Texts are searched first and parsed only where they
 * call what listens or connects, or name what a port comes from. A file on which this fails has no sites.
 */
export class SiteIndex {
  private readonly sources: Sources;
  private known: readonly Site[] | null = null;

  constructor(parsers: Parsers) {
    this.sources = new Sources(parsers);
  }

  /** Adds a file or replaces its text. */
  set(path: string, text: string): void {
    this.sources.set(path, text);
    this.known = null;
  }

  remove(path: string): void {
    this.sources.remove(path);
    this.known = null;
  }

  textOf(path: string): string {
    return this.sources.textOf(path);
  }

  /** All sites, by path and place. */
  sites(): readonly Site[] {
    this.known ??= READERS.flatMap((reader) => this.sitesBy(reader)).sort(inOrder);
    return this.known;
  }

  private sitesBy({ language, pattern, read }: SiteReader): readonly Site[] {
    return this.sources.matching(pattern, language).flatMap((path) => {
      const sites = () => {
        const source = this.sources.parsed(path);
        return source === null ? [] : read(source, this.sources);
      };
      return contained(sites, () => {}) ?? [];
    });
  }
}

const inOrder = (a: Site, b: Site): number =>
  a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
