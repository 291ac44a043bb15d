import type { CaptureOverview, ServerOverview } from '../../src/core/session/capture';
import type { CodeHere, CodePlace, CodeQuestion } from '../../src/protocol';
import type { PageRpc } from '../channel';
import { element, setText } from '../element';
import { shown } from '../text/visible';
import { say, sayCount } from '../words';
import { claimPart, firstOf, link, type ServerActions, serverItem } from './server-item';

/** Servers in trouble whose code is looked for unasked. */
const LOOKED_FOR = 3;

export interface FirstLookOptions extends Omit<ServerActions, 'openCode'> {
  readonly rpc: PageRpc;
  readonly open: boolean;
  opened(open: boolean): void;
  lookForCode(about: CodeQuestion): Promise<CodeHere>;
  openCode(place: CodePlace): void;
}

/** What is wrong with the capture, server by server, over the lists: one line where nothing is. */
export class FirstLook {
  readonly element: HTMLDetailsElement;
  /** Read out when it is there, and when it becomes another. */
  private readonly verdict = element('strong', { role: 'status' });
  private readonly mark = element('span', { class: 'look-mark', attributes: { 'aria-hidden': 'true' } });
  private readonly recorded = element('span', { class: 'dim' });
  private readonly line = element('summary', { class: 'look-line', title: say('look.tooltip') }, [
    this.mark,
    this.verdict,
    this.recorded,
  ]);
  private readonly list = element('ul', { class: 'look-servers', label: say('look.label') });
  private shownKey = '';
  private healthy = true;
  private asked: AbortController | null = null;
  /** More was read while it was being asked for. */
  private again = false;

  constructor(private readonly options: FirstLookOptions) {
    this.element = element('details', { class: 'first-look', label: say('look.label') }, [
      this.line,
      this.list,
    ]);
    this.element.hidden = true;
    this.line.addEventListener('click', () => {
      if (!this.healthy) options.opened(!this.element.open);
    });
    this.list.addEventListener('keydown', (event) => this.keydown(event));
  }

  /** Asks for it and shows it; while a file grows, one after the other. */
  async look(): Promise<void> {
    this.again = this.asked !== null;
    if (this.asked !== null) return;
    const asked = new AbortController();
    this.asked = asked;
    const found = await this.options.rpc.ask('overview', {}, asked.signal).catch(() => null);
    if (asked.signal.aborted) return;
    this.asked = null;
    if (found !== null) this.show(found);
    if (this.again) void this.look();
  }

  /** The capture is another one. */
  forget(): void {
    this.asked?.abort();
    this.asked = null;
    this.show(null);
  }

  get offered(): boolean {
    return !this.element.hidden;
  }

  /** Opens it and puts the focus on the worst server. */
  focus(): void {
    this.element.open = true;
    (this.links()[0] ?? this.line).focus();
  }

  private show(found: CaptureOverview | null): void {
    const key = found === null ? '' : JSON.stringify(found);
    if (key === this.shownKey) return;
    const isFirst = this.shownKey === '';
    this.shownKey = key;
    this.element.hidden = found === null;
    if (found === null) return;
    this.healthy = found.healthy;
    this.element.dataset.healthy = String(found.healthy);
    setText(this.mark, found.healthy ? '✓ ' : '⚠ ');
    setText(this.verdict, shown(found.verdict, 400));
    setText(this.recorded, ` ${shown(found.recorded, 1000)}`);
    if (isFirst) this.element.open = !found.healthy && this.options.open;
    this.showServers(found);
  }

  private showServers({ servers, more, claims }: CaptureOverview): void {
    const actions: ServerActions = this.options;
    const items = servers.map((server) => serverItem(server, actions));
    const others = claims.map((claim) => element('li', {}, [claimPart(claim, actions)]));
    const rest = more > 0 ? [element('li', { class: 'dim', text: sayCount('look.more', more) })] : [];
    this.list.replaceChildren(...items, ...others, ...rest);
    void this.findCode(servers, items);
  }

  /** One after the other: each is read and linted by the same worker. */
  private async findCode(servers: readonly ServerOverview[], items: readonly HTMLElement[]): Promise<void> {
    const key = this.shownKey;
    const { rpc, lookForCode, openCode } = this.options;
    for (const [at, server] of servers.slice(0, LOOKED_FOR).entries()) {
      const { connection } = firstOf(server);
      if (connection === null) continue;
      const about = await rpc.ask('aboutCode', { connection }).catch(() => null);
      const here = about === null ? null : await lookForCode(about).catch(() => null);
      if (key !== this.shownKey) return;
      const [site] = here?.code?.sites ?? [];
      if (here === null || site === undefined) continue;
      const [finding] = site.findings;
      const { file, line, column } = finding ?? site.at;
      const name = shown(`${here.names[file] ?? file}:${line}`, 200);
      const words = finding === undefined ? name : `${name} [${finding.rule}]`;
      const code = link(words, 'look-code', () => openCode({ file, line, column }));
      code.title = shown(finding?.message ?? site.at.message, 600);
      items[at].lastElementChild?.before(code);
    }
  }

  private links(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('.look-server')];
  }

  /** Up and down from server to server; E explains the one that has the focus, C opens its code. */
  private keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    const item = event.target.closest('li');
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const links = this.links();
      const at = links.findIndex((link) => item?.contains(link) === true);
      (links[at + step] ?? this.line).focus();
    } else if (event.key.toLowerCase() === 'e') item?.querySelector<HTMLElement>('.look-why')?.click();
    else if (event.key.toLowerCase() === 'c') item?.querySelector<HTMLElement>('.look-code')?.click();
    else return;
    event.preventDefault();
  }
}
