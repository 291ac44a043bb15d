import { filesOf, type PortHint, type Site } from '../lint/workspace';
import type { CodeSubject, Program } from './code-on-port';

/** A call that may be an end of the connection, and the file beside the sources that says so, where one does. */
export interface RankedSite {
  readonly site: Site;
  readonly hint: PortHint | null;
  /** How much speaks for it, to be compared with the others'. */
  readonly weight: number;
}

/** How much it speaks for a site that the linter finds in its file what can explain the state. */
export const EXPLAINS = 10;

/** Calls that the code leaves open are told only where none is known to be on the port. */
const MOST_OPEN = 5;
const MOST_SITES = 12;

/**
 * What speaks for a site, and how much. Only their order matters: a setting; the program that is named, which makes more of a
 * default than there is in the bare number elsewhere; the number; a file beside the code.
 */
const WEIGHT = {
  setting: 300,
  certain: 60,
  likely: 40,
  hint: 30,
  nearHint: 5,
  /** The code reads the variable that is set; the service that it is said of is named like the code. */
  variable: 20,
  service: 10,
  /** A file beside the code gives it another port. */
  otherPort: -12,
  program: 40,
  container: 35,
  folder: 32,
  /** A folder of a common name, and each further name that agrees. */
  parent: 8,
  test: -15,
} as const;
/** Names of folders that a hint or a working folder is followed down. */
const MOST_FOLDERS = 3;

/** Programs that run other programs: their names tell nothing of the code. */
const RUNNERS =
  /^(?:node|nodejs|bun|deno|ts-node|tsx|npm|java|python[\d.]*|sh|bash|docker-proxy|nginx|haproxy|envoy)$/i;
/** Words that stand in the names of very different programs and folders. */
const COMMON =
  /^(?:server|service|services|client|main|index|app|apps|api|daemon|worker|start|src|lib|bin|dist|build|code|cmd|srv|opt|usr|var|home|root|workspace|packages|node|js|ts)$/;
const TESTS = /(?:^|\/)(?:tests?|__tests__|specs?|e2e|fixtures|mocks?|__mocks__)\//i;

/** The files of which a name stands in the text. */
export type FilesNaming = (name: string) => ReadonlySet<string>;

const NO_FILES: ReadonlySet<string> = new Set();

/** The code on the subject's port, the likeliest first. `hints`: what files beside the sources say of ports. */
export function rankSites(
  sites: readonly Site[],
  subject: CodeSubject,
  hints: readonly PortHint[] = [],
  filesNaming: FilesNaming = () => NO_FILES,
): readonly RankedSite[] {
  const own = sites.filter(({ role }) => role === subject.role);
  const book =
    subject.role === 'listens' ? new Hints(hints, own, filesNaming) : new Hints([], [], filesNaming);
  const program = subject.program ?? null;
  const ranked = own.flatMap((site) => {
    const hint = book.of(site, subject.port);
    const base = weightOf(site, subject, hint === null ? 0 : book.weightOf(hint, site));
    if (base === 0) return [];
    const other = hint === null && site.sureness === 'likely' && book.saysOther(site, subject.port);
    return [{ site, hint, weight: base + circumstances(site, program) + (other ? WEIGHT.otherPort : 0) }];
  });
  if (ranked.length > 0) return ranked.sort((a, b) => b.weight - a.weight).slice(0, MOST_SITES);
  const open = own.filter(({ port, path }) => port === null && path === null);
  return open
    .map((site) => ({ site, hint: null, weight: circumstances(site, program) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_OPEN);
}

/** 0: nothing says that it is on the port. */
function weightOf(site: Site, { port, folders = [] }: CodeSubject, ofHint: number): number {
  const isSet = filesOf(site).some((file) => folders.some((folder) => isIn(file, folder)));
  const set = isSet && (site.port === port || (site.port === null && site.path === null));
  const known = site.port === port && site.sureness !== 'open' ? WEIGHT[site.sureness] : 0;
  return (set ? WEIGHT.setting : 0) + Math.max(known, ofHint);
}

/** What files beside the sources say of ports, and which code each of them means. */
class Hints {
  /** For each variable that some of the code reads, that code: it is meant, and not what lies nearer. */
  private readonly readers = new Map<string, ReadonlySet<Site>>();

  constructor(
    private readonly all: readonly PortHint[],
    sites: readonly Site[],
    filesNaming: FilesNaming,
  ) {
    for (const variable of new Set(all.flatMap((each) => each.variable ?? []))) {
      if (COMMON_VARIABLE.test(variable)) continue;
      const files = filesNaming(variable);
      const readers = sites.filter((site) => placesOf(site).some((file) => files.has(file)));
      if (readers.length > 0) this.readers.set(variable, new Set(readers));
    }
  }

  /** What gives this code the port, the surest first: where the code leaves it open or has a default, or inside a container. */
  of(site: Site, port: number): PortHint | null {
    const needed = ({ inner }: PortHint) => inner !== null || site.port !== port;
    const fits = this.all.filter((hint) => hint.port === port && needed(hint) && this.fits(hint, site));
    return fits.sort((a, b) => this.weightOf(b, site) - this.weightOf(a, site))[0] ?? null;
  }

  /** Whether the code is given another port, and this one nowhere. */
  saysOther(site: Site, port: number): boolean {
    const given = this.all.filter((hint) => hint.inner === null && this.fits(hint, site));
    return given.length > 0 && given.every((hint) => hint.port !== port);
  }

  weightOf({ folder, variable, service }: PortHint, site: Site): number {
    const near = Math.max(...filesOf(site).map((file) => (isIn(file, folder) ? nearness(file, folder) : 0)));
    const read = variable !== null && this.readers.get(variable)?.has(site) === true;
    const named = service !== null && filesOf(site).some((file) => isNamedIn(file, service));
    return WEIGHT.hint + WEIGHT.nearHint * near + (read ? WEIGHT.variable : 0) + (named ? WEIGHT.service : 0);
  }

  private fits(hint: PortHint, site: Site): boolean {
    if (hint.path !== null || site.path !== null) return hint.path === site.path;
    const readers = hint.variable === null ? undefined : this.readers.get(hint.variable);
    if (readers !== undefined) return readers.has(site) && isChangeable(site);
    if (!filesOf(site).some((file) => isIn(file, hint.folder))) return false;
    if (hint.inner !== null) return site.port === hint.inner || this.isGiven(site, hint.inner);
    return isChangeable(site);
  }

  /** Another file says that the code is on the port inside its container. */
  private isGiven(site: Site, port: number): boolean {
    return this.all.some((hint) => hint.inner === null && hint.port === port && this.fits(hint, site));
  }
}

/** So many programs read it that only where it is set tells which one is meant. */
const COMMON_VARIABLE = /^(?:PORT|HTTP_PORT|SERVER_PORT|APP_PORT|LISTEN_PORT)$/;

/** The code leaves its port open, or has a default for it. */
const isChangeable = ({ port, sureness }: Site): boolean => port === null || sureness === 'likely';

/** The files that a site's port may come through. */
const placesOf = (site: Site): readonly string[] => [site.file, ...site.steps.map(({ file }) => file)];

const isNamedIn = (path: string, name: string): boolean =>
  path
    .toLowerCase()
    .split('/')
    .some((part) => part === name.toLowerCase() || part.replace(/\.\w+$/, '') === name.toLowerCase());

/** What speaks for one of the files that a site is in: the one that most speaks for. */
const circumstances = (site: Site, program: Program | null): number =>
  Math.max(...filesOf(site).map((file) => circumstancesOf(file, program)));

function circumstancesOf(file: string, program: Program | null): number {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  const isNamed = (by: string | null | undefined): boolean => {
    if (!by || RUNNERS.test(by)) return false;
    const stem = name.replace(/\.\w+$/, '').toLowerCase();
    const words = by.toLowerCase().split(/[^a-z\d]+/);
    const all = [stem, ...folders.map((folder) => folder.toLowerCase())];
    const tells = (each: string) => each.length > 2 && !COMMON.test(each) && words.includes(each);
    return all.includes(by.toLowerCase()) || all.some(tells);
  };
  return (
    (isNamed(program?.name) ? WEIGHT.program : 0) +
    (isNamed(program?.container) ? WEIGHT.container : 0) +
    ofFolder(folders, program?.folder ?? '') +
    (TESTS.test(file) ? WEIGHT.test : 0)
  );
}

function ofFolder(folders: readonly string[], working: string): number {
  const shared = sharedFolders(folders, working);
  const last = working.split('/').findLast((each) => each !== '') ?? '';
  const first = COMMON.test(last.toLowerCase()) ? WEIGHT.parent : WEIGHT.folder;
  return shared === 0 ? 0 : first + WEIGHT.parent * (shared - 1);
}

/** How many names at the end of a working folder follow each other in the folders of a file: a copy lies elsewhere. */
function sharedFolders(folders: readonly string[], working: string): number {
  const names = working.split('/').filter((each) => each !== '');
  const path = `/${folders.join('/')}/`;
  for (let count = Math.min(MOST_FOLDERS, names.length); count > 0; count--)
    if (path.includes(`/${names.slice(-count).join('/')}/`)) return count;
  return 0;
}

const isIn = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`);

/** The more, the fewer folders lie between a file and the one that is said to hold it. */
const nearness = (file: string, folder: string): number =>
  Math.max(0, MOST_FOLDERS - (depth(file) - 1 - depth(folder)));

const depth = (folder: string): number => folder.split('/').filter((each) => each !== '').length;
