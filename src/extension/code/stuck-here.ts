import { type Disposable, EventEmitter, l10n, type TextDocument, type Uri } from 'vscode';
import type { ServerView } from '../../core/session/capture';
import { isOfConnection } from '../../core/session/code';
import type { LintFinding } from '../../core/session/lint';
import { pictured } from '../../core/text';
import type { LintRequests } from '../../protocol';
import type { OpenServers } from '../capture';
import type { Lint, ShownEvidence } from '../lint';
import { debounce } from '../workbench';
import type { CodeSources } from './code-sources';

type Sites = LintRequests['portSites']['result'];
type Site = Sites['sites'][number];

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

/** What open captures show of the code: by the lines that listen, accept or connect on a port. */
export class StuckHere implements Disposable {
  private readonly sites = new Map<string, Promise<Sites>>();
  private readonly known = new Map<string, Sites>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly settled = debounce(() => void lintShows(this.lint, this), SETTLE_MS);

  constructor(
    private readonly lint: Lint,
    private readonly sources: CodeSources,
    private readonly captures: OpenServers,
  ) {
    captures.onDidChange(() => this.fire());
  }

  /** Sources have changed. */
  forget(): void {
    this.sites.clear();
    this.known.clear();
    this.fire();
  }

  /** The lines of a document with what open captures show of each. Nothing is read while no capture is open. */
  async in(document: TextDocument): Promise<readonly { readonly site: Site; readonly here: ServerHere }[]> {
    if (this.captures.all().every(({ servers }) => servers.length === 0)) return [];
    const { sites } = await this.sitesOf(document);
    return sites.flatMap((site) => this.serversOf(site).map((here) => ({ site, here })));
  }

  /** The stuck connections that a finding explains. */
  readonly evidenceOf = (finding: LintFinding): readonly ShownEvidence[] => {
    const { sites, rules } = this.known.get(finding.file) ?? { sites: [], rules: [] };
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
  };

  dispose(): void {
    this.settled.cancel();
    this.changed.dispose();
  }

  private fire(): void {
    this.changed.fire();
    this.settled.call();
  }

  private async sitesOf(document: TextDocument): Promise<Sites> {
    const path = this.lint.names.ofDocument(document);
    const key = `${path} ${document.version}`;
    let asked = this.sites.get(key);
    if (asked === undefined) {
      this.sites.clear();
      asked = this.ask(path);
      this.sites.set(key, asked);
      const sites = await asked;
      if (JSON.stringify(this.known.get(path)) !== JSON.stringify(sites)) this.settled.call();
      this.known.set(path, sites);
    }
    return asked;
  }

  private async ask(path: string): Promise<Sites> {
    await this.sources.need();
    const rpc = await this.lint.linter.rpc();
    return (await rpc?.ask('portSites', { path }).catch(() => undefined)) ?? { sites: [], rules: [] };
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

const lintShows = (lint: Lint, here: StuckHere): Promise<void> => lint.shown.showWith(here.evidenceOf);

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
