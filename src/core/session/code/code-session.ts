import { say } from '../../explain';
import { type CodeSubject, codeOnPort, rulesExplaining } from '../../incident';
import { type Site, SiteIndex } from '../../lint/workspace';
import { TextLines } from '../../text';
import type { Locale } from '../../words';
import { LIMITS, type Limits, type LintFinding, type LintOptions, LintSession, type Parsers } from '../lint';
import type { CodeOnPort, CodePlace, CodeSite } from './views';

/** Of findings in other files the first ones are shown. */
const MOST_ELSEWHERE = 5;
const MOST_OTHER_PORTS = 10;

/** Sources, and the code in them that can be an end of a connection. */
export class CodeSession {
  private readonly index: SiteIndex;
  private readonly linter: LintSession;
  private readonly lines = new Map<string, TextLines>();
  private readonly paths = new Set<string>();

  constructor(
    parsers: Parsers,
    private readonly locale: Locale,
    options: LintOptions = {},
    limits: Limits = LIMITS,
  ) {
    this.index = new SiteIndex(parsers);
    this.linter = new LintSession(parsers, locale, options, limits);
  }

  /** Adds a file or replaces its text. */
  set(path: string, text: string): void {
    // A byte order mark is not counted as a column.
    const own = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    this.index.set(path, own);
    this.linter.set(path, own);
    this.paths.add(path);
    this.lines.delete(path);
  }

  /** The code on a port, and what the linter finds in it. Lints everything, where there is such code. */
  onPort(subject: CodeSubject): CodeOnPort {
    const { port, role } = subject;
    const all = this.index.sites();
    const sites = codeOnPort(all, subject);
    const findings = sites.length === 0 ? [] : this.explaining(subject.findings, role);
    const files = new Set(sites.map(({ file }) => file));
    const others = all.flatMap((site) => (site.role === role && site.port !== null ? [site.port] : []));
    return {
      port,
      role,
      files: this.paths.size,
      unread: [],
      sites: sites.map((site) => this.siteView(site, findings)),
      otherPorts: [...new Set(others)]
        .filter((other) => other !== port)
        .sort((a, b) => a - b)
        .slice(0, MOST_OTHER_PORTS),
      elsewhere: findings.filter(({ file }) => !files.has(file)).slice(0, MOST_ELSEWHERE),
    };
  }

  /** The findings of the rules that can explain what was found, the likeliest rule first. */
  private explaining(ids: readonly string[], role: CodeSubject['role']): readonly LintFinding[] {
    const rules = rulesExplaining(ids);
    if (rules.length === 0) return [];
    const found = this.linter
      .lint()
      .findings.filter((finding) => rules.includes(finding.rule) && isOfConnection(finding, role));
    return found.sort((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule));
  }

  private siteView(site: Site, findings: readonly LintFinding[]): CodeSite {
    const { file, role, call, within, port, sureness, steps } = site;
    return {
      ...this.placeOf(file, site.start),
      role,
      call,
      within,
      port,
      sureness,
      steps: steps.map((step) => ({
        ...this.placeOf(step.file, step.at),
        message: say(this.locale, `code.step.${step.kind}`, { name: step.name }),
      })),
      findings: findings.filter((finding) => finding.file === file),
    };
  }

  private placeOf(file: string, at: number): CodePlace {
    const lines = this.lines.get(file) ?? new TextLines(this.index.textOf(file));
    this.lines.set(file, lines);
    return { file, ...lines.position(at) };
  }
}

/** What a server's connection is never acquired by: its listening socket, files and pipes are others. */
const NOT_ACCEPTED =
  /^(?:socket|socketpair|open|openat|creat|fopen|fdopen|opendir|pipe2?|dup[23]?|eventfd|epoll_create1?|inotify_init1?|timerfd_create|mkstemp)$/;

/** A finding about another descriptor of the same file explains nothing. */
const isOfConnection = ({ resource }: LintFinding, role: CodeSubject['role']): boolean =>
  resource === null || role !== 'listens' || !NOT_ACCEPTED.test(resource.acquiredBy);
