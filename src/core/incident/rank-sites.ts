import type { PortHint, Site } from '../lint/workspace';
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

/** The code on the subject's port, the likeliest first. `hints`: what files beside the sources say of ports. */
export function rankSites(
  sites: readonly Site[],
  subject: CodeSubject,
  hints: readonly PortHint[] = [],
): readonly RankedSite[] {
  const own = sites.filter(({ role }) => role === subject.role);
  const said = hints.filter(({ port }) => port === subject.port);
  const ranked = own.flatMap((site) => {
    const hint = site.role === 'listens' ? hintOf(site, subject.port, said) : null;
    const base = weightOf(site, subject, hint);
    return base === 0 ? [] : [{ site, hint, weight: base + circumstances(site, subject.program ?? null) }];
  });
  if (ranked.length > 0) return ranked.sort((a, b) => b.weight - a.weight).slice(0, MOST_SITES);
  const open = own.filter(({ port }) => port === null);
  return open
    .map((site) => ({ site, hint: null, weight: circumstances(site, subject.program ?? null) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_OPEN);
}

/** 0: nothing says that it is on the port. */
function weightOf(site: Site, { port, folders = [] }: CodeSubject, hint: PortHint | null): number {
  const set = folders.some((folder) => isIn(site.file, folder)) && (site.port === port || site.port === null);
  const known = site.port === port && site.sureness !== 'open' ? WEIGHT[site.sureness] : 0;
  const near = hint === null ? 0 : WEIGHT.hint + WEIGHT.nearHint * nearness(site.file, hint.folder);
  return (set ? WEIGHT.setting : 0) + Math.max(known, near);
}

/** The nearest file that gives this code the port: where the code leaves it open or has a default, or inside a container. */
function hintOf(site: Site, port: number, said: readonly PortHint[]): PortHint | null {
  const fits = said.filter(({ folder, inner }) => {
    if (!isIn(site.file, folder)) return false;
    if (inner !== null) return site.port === inner;
    return site.port === null || (site.sureness === 'likely' && site.port !== port);
  });
  return fits.sort((a, b) => depth(b.folder) - depth(a.folder))[0] ?? null;
}

function circumstances({ file }: Site, program: Program | null): number {
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
