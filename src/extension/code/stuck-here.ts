import { Disposable, EventEmitter, l10n, type TextDocument, type Uri, workspace } from 'vscode';
import type { ServerView } from '../../core/session/capture';
import { isOfConnection } from '../../core/session/code';
import type { LintFinding } from '../../core/session/lint';
import { pictured } from '../../core/text';
import type { LintRequests } from '../../protocol';
import type { OpenServers } from '../capture';
import type { FindingEvidence, Lint, ShownEvidence } from '../lint';
import { debounce } from '../workbench';
import type { CodeSources } from './code-sources';

type Sites = LintRequests['portSites']['result'];
type Site = Sites['sites'][number];

const NONE: Sites = { sites: [], rules: [] };

/** A server of an open capture that a line of code stands for. */
export interface ServerHere {
  readonly uri: Uri;
  readonly name: string;
  readonly server: ServerView;
  /** Of its connections those that are stuck at the end that the code is. */
  readonly stuck: number;
}

/** After captures or sources have changed, findings are shown anew. */
const SETTLE_MS = 200;

/**
 * What open captures show of the code: by the lines that listen, accept or connect on a port. While a capture is open,
 * the lines of every document that has findings are asked for, and again with each version of its text.
 */
export class StuckHere implements FindingEvidence, Disposable {
  /** By the names of documents. */
  private readonly asked = new Map<string, { readonly version: number; readonly sites: Promise<Sites> }>();
  private readonly known = new Map<string, Sites>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly settled = debounce(() => void this.lint.shown.refresh(), SETTLE_MS);
  private readonly subscriptions: Disposable;

  constructor(
    private readonly lint: Lint,
    private readonly sources: CodeSources,
    private readonly captures: OpenServers,
  ) {
    lint.shown.showWith(this);
    this.subscriptions = Disposable.from(
      captures.onDidChange(() => this.fire()),
      lint.shown.onDidSetLive((document) => void this.learn(document)),
    );
  }

  /** Sources have changed. */
  forget(): void {
    this.asked.clear();
    this.known.clear();
    this.fire();
  }

  /** Resolves when it is known what to show at the findings of a document. */
  async learn(document: TextDocument): Promise<void> {
    if (this.hasServers()) await this.sitesOf(document);
  }

  /** The lines of a document with what open captures show of each. Nothing is read while no capture is open. */
  async in(document: TextDocument): Promise<readonly { readonly site: Site; readonly here: ServerHere }[]> {
    if (!this.hasServers()) return [];
    const { sites } = await this.sitesOf(document);
    return sites.flatMap((site) => this.serversOf(site).map((here) => ({ site, here })));
  }

  /** The stuck connections that a finding explains. */
  of(finding: LintFinding): readonly ShownEvidence[] {
    const { sites, rules } = this.known.get(finding.file) ?? NONE;
    if (!rules.includes(finding.rule)) return [];
    const found = new Map<string, ShownEvidence>();
    const own = sites.filter(({ role }) => isOfConnection(finding, role));
    for (const here of own.flatMap((site) => this.serversOf(site))) {
      const { oldest } = here.server;
      if (here.stuck === 0 || oldest === null || oldest.sureness === 'possible') continue;
      const { connection, index, line } = oldest;
      found.set(`${here.uri} ${connection}`, {
        text: stuckWords(here),
        uri: here.uri,
        line: line ?? 1,
        connection,
        index,
      });
    }
    return [...found.values()];
  }

  dispose(): void {
    this.settled.cancel();
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private fire(): void {
    this.changed.fire();
    this.settled.call();
    for (const document of workspace.textDocuments)
      if (this.lint.shown.in(document).length > 0) void this.learn(document);
  }

  private hasServers(): boolean {
    return this.captures.all().some(({ servers }) => servers.length > 0);
  }

  private sitesOf(document: TextDocument): Promise<Sites> {
    const { version } = document;
    const path = this.lint.names.ofDocument(document);
    const asked = this.asked.get(path);
    if (asked?.version === version) return asked.sites;
    const sites = this.ask(path);
    this.asked.set(path, { version, sites });
    return sites;
  }

  /** What could not be asked is asked again the next time. */
  private async ask(path: string): Promise<Sites> {
    try {
      await this.sources.need();
      const rpc = await this.lint.linter.rpc();
      const sites = (await rpc?.ask('portSites', { path })) ?? NONE;
      if (JSON.stringify(this.known.get(path)) !== JSON.stringify(sites)) this.settled.call();
      this.known.set(path, sites);
      return sites;
    } catch {
      this.asked.delete(path);
      return NONE;
    }
  }

  private serversOf({ port, role }: Site): readonly ServerHere[] {
    return this.captures.all().flatMap(({ uri, name, servers }) =>
      servers
        .filter(({ server }) => server.endsWith(`:${port}`))
        .map((server) => ({
          uri,
          name,
          server,
          stuck: role === 'listens' ? server.stuck.server : server.stuck.client,
        })),
    );
  }
}

/** `3 of 12 connections of web.pcap are stuck in CLOSE_WAIT here`. */
export function stuckWords({ name, server, stuck }: ServerHere): string {
  const file = pictured(name);
  const { connections } = server;
  if (stuck > 0)
    return l10n.t('{0} of {1} connections of {2} are stuck in CLOSE_WAIT here', stuck, connections, file);
  if (server.possible > 0)
    return l10n.t('{0} of {1} connections of {2} may be stuck here', server.possible, connections, file);
  return l10n.t('{0} connections of {1}, none stuck here', connections, file);
}
