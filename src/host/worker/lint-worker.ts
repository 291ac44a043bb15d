import {
  type CodeInWords,
  CodeSession,
  codeInWords,
  codeSubject,
  HALF_CLOSING_RULES,
  stateGuides,
} from '../../core/session/code';
import {
  isConfiguration,
  LIMITS,
  type Limits,
  type LintFinding,
  type LintReport,
  LintSession,
  type Parsers,
  readModels,
  ruleReasons,
  type UserModel,
} from '../../core/session/lint';
import {
  type Channels,
  type Handlers,
  type LintConfiguration,
  type LintEvents,
  type LintHostRequests,
  type LintNews,
  type LintPart,
  type LintRequests,
  type LintResult,
  type LintSource,
  type LintSummary,
  Rpc,
  SUPERSEDED,
} from '../../protocol';
import { endingWhereBroken } from './broken-parser';
import { lintParts } from './lint-parts';
import type { LintPlatform } from './lint-platform';
import { Neighbours } from './neighbours';

/** The extension host's own channel. */
const HOST = 0;
/** Files that are read at the same time. */
const READ_AT_ONCE = 16;
/** Files with code on a port that are linted for an answer: the likeliest. */
const MOST_LINTED = 8;
/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

/** A text as the session has it. */
interface Held {
  readonly text: string;
  /** Or only there for others to be understood. */
  readonly isLinted: boolean;
}

/** Holds the texts of open documents and of files beside them, and lints them for the extension host. */
export class LintWorker {
  private readonly host: Rpc<LintHostRequests, LintRequests, LintEvents, LintNews>;
  private readonly open = new Map<string, string>();
  private readonly files = new Map<string, string>();
  private readonly unread = new Map<string, string>();
  private readonly neighbours = new Neighbours();
  private configuration: LintConfiguration = { locale: 'en', largest: Number.POSITIVE_INFINITY, models: [] };
  private models: readonly UserModel[] = [];
  private parsers: Promise<Parsers> | undefined;
  /** Lints the open documents, with the texts that it holds. */
  private live: LintSession | undefined;
  /** The sources by the ports that they use; made when code is first asked for. */
  private code: Promise<CodeSession> | undefined;
  private readonly held = new Map<string, Held>();
  private latest = 0;
  /** What linting all has found last, until it has been fetched. */
  private parts: readonly LintPart[] = [];
  private atWork: string | null = null;

  constructor(
    channels: Channels,
    private readonly platform: LintPlatform,
  ) {
    this.host = new Rpc<LintHostRequests, LintRequests, LintEvents, LintNews>(
      channels.open(HOST),
      this.handlers(),
    );
    this.host.on('opened', ({ path, text }) => this.opened(path, text));
    this.host.on('closed', ({ path }) => this.closed(path));
    this.host.on('deleted', ({ path }) => this.deleted(path));
  }

  private handlers(): Handlers<LintRequests> {
    return {
      configure: (configuration) => {
        this.configuration = configuration;
        const { models, problems } = readModels(configuration.models, configuration.locale);
        this.models = models;
        return problems;
      },
      read: ({ sources }) => this.read(sources),
      lint: ({ paths }, signal) => this.lint(paths, signal),
      reasons: () => ruleReasons(this.configuration.locale),
      lintAll: (_, signal) => this.lintAll(signal),
      found: ({ part }) => this.found(part),
      readForCode: ({ sources }) => this.readForCode(sources),
      code: (params, signal) => this.codeBehind(params, signal),
      portSites: ({ path }) => this.portSites(path),
      stateGuides: ({ locale }) => stateGuides(locale),
    };
  }

  /** Said before the work is begun: afterwards may be too late. What fails stays the last that was said. */
  private begins(path: string | null): void {
    if (this.atWork === path) return;
    this.atWork = path;
    this.host.tell('atWork', { path });
  }

  private opened(path: string, text: string): void {
    this.open.set(path, text);
    this.begins(path);
    this.neighbours.set(path, text);
    this.begins(null);
    this.changedCode(path, text);
  }

  private closed(path: string): void {
    this.open.delete(path);
    const text = this.files.get(path);
    if (text === undefined) this.neighbours.delete(path);
    else this.neighbours.set(path, text);
    if (text !== undefined) this.changedCode(path, text);
  }

  private deleted(path: string): void {
    this.files.delete(path);
    this.unread.delete(path);
    if (this.open.has(path)) return;
    this.neighbours.delete(path);
    this.changedCode(path, null);
  }

  private async read(sources: readonly LintSource[]): Promise<null> {
    for (let at = 0; at < sources.length; at += READ_AT_ONCE)
      await Promise.all(sources.slice(at, at + READ_AT_ONCE).map((each) => this.readOne(each)));
    this.begins(null);
    return null;
  }

  private async readOne({ path, source }: LintSource): Promise<void> {
    try {
      const text = await this.platform.readText(source, this.configuration.largest);
      this.unread.delete(path);
      this.files.set(path, text);
      if (this.open.has(path)) return;
      this.begins(path);
      this.neighbours.set(path, text);
      this.changedCode(path, text);
    } catch (error) {
      this.deleted(path);
      this.unread.set(path, error instanceof Error ? error.message : String(error));
    }
  }

  private async lint(paths: readonly string[], signal: AbortSignal): Promise<LintResult> {
    const turn = ++this.latest;
    const superseded = {
      get aborted() {
        return signal.aborted || turn !== latest();
      },
    };
    const latest = () => this.latest;
    // Edits and requests that wait already are received first.
    await this.platform.pause();
    this.live ??= await this.newSession();
    if (superseded.aborted) throw new Error(SUPERSEDED);
    this.bring(this.live, paths);
    const report = await this.live.lintInSteps({ pause: () => this.platform.pause(), signal: superseded });
    if (report === null) throw new Error(SUPERSEDED);
    const { live } = this;
    this.begins(null);
    return { ...resultOf(report), findings: paths.flatMap((path) => live.findingsIn(path)) };
  }

  /** The session holds these documents, their neighbours and what they may import, as they are now, and nothing else. */
  private bring(session: LintSession, paths: readonly string[]): void {
    const linted = new Set([...paths, ...this.neighbours.of(paths)]);
    const wanted = new Set([...linted, ...this.besides(paths)]);
    for (const path of this.held.keys())
      if (!wanted.has(path)) {
        session.remove(path);
        this.held.delete(path);
      }
    for (const path of wanted) {
      const text = this.textOf(path);
      const isLinted = linted.has(path);
      const held = this.held.get(path);
      if (text === undefined || (held?.text === text && held.isLinted === isLinted)) continue;
      if (isLinted) session.set(path, text);
      else session.setBeside(path, text);
      this.held.set(path, { text, isLinted });
    }
  }

  /** Modules that scripts may import: they are looked at only where one does. And how sources are compiled. */
  private *besides(paths: readonly string[]): Generator<string> {
    if (!paths.some(isModule)) {
      for (const path of this.files.keys()) if (isConfiguration(path)) yield path;
      return;
    }
    for (const path of this.files.keys()) if (isModule(path) || isConfiguration(path)) yield path;
    for (const path of this.open.keys()) if (isModule(path)) yield path;
  }

  private async lintAll(signal: AbortSignal): Promise<LintSummary> {
    this.parts = [];
    const session = await this.newSession();
    for (const [path, reason] of this.unread) session.skip(path, reason);
    for (const path of new Set([...this.files.keys(), ...this.open.keys()]))
      session.set(path, this.textOf(path) ?? '');
    let told = 0;
    let before = '';
    const report = await session.lintInSteps({
      pause: () => this.platform.pause(),
      signal,
      progress: ({ done, total }) => {
        const progress = `${done} ${total}`;
        // What is told again and again is not progress.
        if (Date.now() - told < REPORT_EVERY || progress === before) return;
        told = Date.now();
        before = progress;
        this.host.tell('progress', { done, total });
      },
    });
    if (report === null) throw new Error('cancelled');
    const { findings, files, skipped } = report;
    this.parts = lintParts(findings, skipped);
    this.begins(null);
    return { files, skipped: new Set(skipped.map(({ file }) => file)).size, parts: this.parts.length };
  }

  private found(at: number): LintPart {
    const part = this.parts[at] ?? { findings: [], skipped: [] };
    if (at >= this.parts.length - 1) this.parts = [];
    return part;
  }

  // The code on a port

  private codeSession(): Promise<CodeSession> {
    this.code ??= this.newCodeSession();
    return this.code;
  }

  private async newCodeSession(): Promise<CodeSession> {
    const code = new CodeSession(await this.loadParsers(), this.configuration.locale);
    for (const path of new Set([...this.files.keys(), ...this.open.keys()]))
      code.set(path, this.textOf(path) ?? '');
    return code;
  }

  /** null: it is gone. */
  private changedCode(path: string, text: string | null): void {
    void this.code?.then((code) => (text === null ? code.remove(path) : code.set(path, text)));
  }

  private async readForCode(sources: readonly LintSource[]): Promise<null> {
    const code = await this.codeSession();
    const others = sources.filter(({ path }) => !this.files.has(path) && !this.open.has(path));
    for (let at = 0; at < others.length; at += READ_AT_ONCE)
      await Promise.all(
        others.slice(at, at + READ_AT_ONCE).map(async ({ path, source }) => {
          const text = await this.platform.readText(source, this.configuration.largest).catch(() => null);
          if (text === null) code.remove(path);
          else code.set(path, text);
        }),
      );
    return null;
  }

  private async codeBehind(
    { about, folders }: LintRequests['code']['params'],
    signal: AbortSignal,
  ): Promise<CodeInWords | null> {
    const subject = codeSubject(about);
    if (subject === null) return null;
    const code = await this.codeRead();
    const search = code.search({ ...subject, folders });
    const found = search.files.slice(0, MOST_LINTED);
    const findings = found.length === 0 ? [] : await this.lintFor(code, found, signal);
    return codeInWords(this.configuration.locale, search.withFindings(findings));
  }

  private async portSites(path: string): Promise<LintRequests['portSites']['result']> {
    return { sites: (await this.codeRead()).sitesIn(path), rules: HALF_CLOSING_RULES };
  }

  private async codeRead(): Promise<CodeSession> {
    const code = await this.codeSession();
    await code.readInSteps(
      () => this.platform.pause(),
      (path) => this.begins(path),
    );
    this.begins(null);
    return code;
  }

  /** What is found in some files, together with what they need of others. */
  private async lintFor(
    code: CodeSession,
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly LintFinding[]> {
    const options = { models: this.models, atWork: (path: string) => this.begins(path) };
    const session = new LintSession(
      await this.loadParsers(),
      this.configuration.locale,
      options,
      this.limits,
    );
    const textOf = (path: string) => this.textOf(path) ?? code.textOf(path);
    for (const path of this.besides(paths)) session.setBeside(path, textOf(path));
    for (const path of new Set([...paths, ...this.neighbours.of(paths)])) session.set(path, textOf(path));
    const report = await session.lintInSteps({ pause: () => this.platform.pause(), signal });
    this.begins(null);
    return report?.findings ?? [];
  }

  private textOf(path: string): string | undefined {
    return this.open.get(path) ?? this.files.get(path);
  }

  private async newSession(): Promise<LintSession> {
    const options = { models: this.models, everyRule: true, atWork: (path: string) => this.begins(path) };
    return new LintSession(await this.loadParsers(), this.configuration.locale, options, this.limits);
  }

  private get limits(): Limits {
    const { clock } = this.platform;
    return clock === undefined ? LIMITS : { ...LIMITS, clock };
  }

  private loadParsers(): Promise<Parsers> {
    this.parsers ??= this.platform
      .loadParsers((path) => this.host.ask('extensionFile', { path }))
      .then((parsers) => endingWhereBroken(parsers, (error) => this.platform.end(error)));
    return this.parsers;
  }
}

const isModule = (path: string): boolean => /\.(?:[cm]?[jt]s|[jt]sx)$/i.test(path);

const resultOf = ({ findings, files, skipped }: LintReport): LintResult => ({ findings, files, skipped });
