import { say } from '../../explain';
import { type CodeSubject, EXPLAINS, type RankedSite, rankSites, rulesExplaining } from '../../incident';
import { type Close, filesOf, type Site, SiteIndex } from '../../lint/workspace';
import { TextLines } from '../../text';
import type { Locale } from '../../words';
import type { LintFinding, Parsers } from '../lint';
import { isOfConnection } from './half-closing';
import type { CodeOnPort, CodePlace, CodeSite, CodeStep } from './views';

/** Of findings in other files the first ones are shown. */
const MOST_ELSEWHERE = 5;
const MOST_OTHER_PORTS = 10;

/** A call in a source that listens or connects, as an editor shows what is known of its port. */
export interface PortSite extends CodePlace {
  readonly role: Site['role'];
  readonly port: number;
}

/** What was found for a subject: of these files the linter's findings are of interest. */
export interface CodeSearch {
  readonly files: readonly string[];
  /** The answer, with what the linter found: in these files, or in all. */
  withFindings(findings: readonly LintFinding[]): CodeOnPort;
}

/** Sources, and the code in them that can be an end of a connection. */
export class CodeSession {
  private readonly index: SiteIndex;
  private readonly lines = new Map<string, TextLines>();

  constructor(
    parsers: Parsers,
    private readonly locale: Locale,
  ) {
    this.index = new SiteIndex(parsers);
  }

  /** Adds a file or replaces its text: a source, or one that says something of ports. */
  set(path: string, text: string): void {
    // A byte order mark is not counted as a column.
    this.index.set(path, text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    this.lines.delete(path);
  }

  remove(path: string): void {
    this.index.remove(path);
    this.lines.delete(path);
  }

  /** Looks at what has changed; `pause` lets other work go on. What is asked later is then answered at once. */
  readInSteps(pause: () => Promise<void>, begins?: (path: string) => void): Promise<void> {
    return this.index.readInSteps(pause, begins);
  }

  textOf(path: string): string {
    return this.index.textOf(path);
  }

  /** The code on a port, the likeliest first. */
  search(subject: CodeSubject): CodeSearch {
    const naming = (name: string) => this.index.filesNaming(name);
    const sites = rankSites(this.index.sites(), subject, this.index.portHints(), naming);
    const files = [...new Set(sites.flatMap(({ site }) => filesOf(site)))];
    return { files, withFindings: (findings) => this.answer(subject, sites, findings) };
  }

  /** The calls in a file of which the port is known or which pass it on, and those that accept what arrives on its one port. */
  sitesIn(path: string): readonly PortSite[] {
    const sites = this.index.sites().flatMap(({ file, start, role, port, steps }) => {
      if (port === null) return [];
      const passed = steps.find((step) => step.kind === 'argument' && step.file === path);
      const at = file === path ? start : passed?.at;
      return at === undefined ? [] : [{ ...this.placeOf(path, at), role, port }];
    });
    const listening = sites.filter(({ role }) => role === 'listens');
    const [first] = listening;
    if (first === undefined || listening.some(({ port }) => port !== first.port)) return sites;
    const accepts = this.index.acceptsIn(path).map((at) => ({ ...first, ...this.placeOf(path, at) }));
    return [...sites, ...accepts.filter(({ line }) => sites.every((site) => site.line !== line))];
  }

  private answer(
    { port, role, findings: ids }: CodeSubject,
    sites: readonly RankedSite[],
    found: readonly LintFinding[],
  ): CodeOnPort {
    const files = new Set(sites.flatMap(({ site }) => filesOf(site)));
    const findings = sites.length === 0 ? [] : explaining(ids, role, found);
    const placed = this.index.sites().filter((site) => site.role === role && site.port !== null);
    const others = placed.flatMap((site) => site.port ?? []);
    // What is at fault on another port explains nothing here.
    const notElsewhere = new Set([...files, ...placed.flatMap(filesOf)]);
    return {
      port,
      role,
      files: this.index.size,
      unread:
        this.index.leftOut === 0 ? [] : [say(this.locale, 'code.left-out', { count: this.index.leftOut })],
      sites: byFindings(sites, findings).map((site) => this.siteView(site, findings)),
      otherPorts: [...new Set(others)]
        .filter((other) => other !== port)
        .sort((a, b) => a - b)
        .slice(0, MOST_OTHER_PORTS),
      elsewhere: findings.filter(({ file }) => !notElsewhere.has(file)).slice(0, MOST_ELSEWHERE),
    };
  }

  private siteView({ site, hint }: RankedSite, all: readonly LintFinding[]): CodeSite {
    const { file, role, call, within, port, sureness, steps } = site;
    const files = filesOf(site);
    const findings = all.filter((finding) => files.includes(finding.file));
    const said = hint === null ? [] : [this.said(hint)];
    return {
      ...this.placeOf(file, site.start),
      role,
      call,
      within,
      port,
      sureness: hint === null ? sureness : 'likely',
      steps: [
        ...said,
        // The way to a default tells nothing where a file beside the code gives it another port.
        ...(hint !== null && port !== this.portOf(hint) ? [] : steps).map((step) => ({
          ...this.placeOf(step.file, step.at),
          message: say(this.locale, `code.step.${step.kind}`, { name: step.name }),
        })),
      ],
      findings,
      closes:
        findings.length > 0
          ? []
          : files.flatMap((each) => this.index.closesIn(each)).map((close) => this.closeOf(close)),
    };
  }

  private portOf({ port, inner }: NonNullable<RankedSite['hint']>): number {
    return inner ?? port;
  }

  private said({ file, line, column, text }: NonNullable<RankedSite['hint']>): CodeStep {
    return { file, line, column, message: say(this.locale, 'code.step.hint', { text }) };
  }

  private closeOf({ file, at, call, after }: Close): CodeStep {
    const place = this.placeOf(file, at);
    if (after === null) return { ...place, message: say(this.locale, 'code.close', { call }) };
    const { line } = this.placeOf(file, after.at);
    const values = { call, name: after.name, line };
    return { ...place, message: say(this.locale, `code.close.${after.kind}`, values) };
  }

  private placeOf(file: string, at: number): CodePlace {
    const lines = this.lines.get(file) ?? new TextLines(this.index.textOf(file));
    this.lines.set(file, lines);
    return { file, ...lines.position(at) };
  }
}

/** What can explain the state speaks for the code that it is found in. */
function byFindings(sites: readonly RankedSite[], findings: readonly LintFinding[]): readonly RankedSite[] {
  const explained = new Set(findings.map(({ file }) => file));
  const weight = ({ site, weight }: RankedSite): number =>
    weight + (filesOf(site).some((file) => explained.has(file)) ? EXPLAINS : 0);
  return [...sites].sort((a, b) => weight(b) - weight(a));
}

/** The findings of the rules that can explain what was found, the likeliest rule first. */
function explaining(
  ids: readonly string[],
  role: CodeSubject['role'],
  found: readonly LintFinding[],
): readonly LintFinding[] {
  const rules = rulesExplaining(ids);
  return found
    .filter((finding) => rules.includes(finding.rule) && isOfConnection(finding, role))
    .sort((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule));
}
