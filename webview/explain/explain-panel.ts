import type {
  Cause,
  CodeQuestion,
  Command,
  EndpointExplanation,
  EvidenceInWords,
  Explanation,
  StatePath,
} from '../../src/core/session/capture';
import type { Side } from '../../src/core/tcp';
import { button } from '../controls';
import { element } from '../element';
import { sideName, statePill } from '../packets/state-pill';
import { type StatePictureOptions, statePicture } from '../state-picture/state-picture';
import { shown } from '../text/visible';
import { offerMenu } from '../views/menu';
import { say, type WordId } from '../words';
import { CodeBlock, type CodeBlockOptions } from './code-block';
import { heading, packetsAmong } from './evidence';
import { findingList } from './finding-list';
import { linkPackets } from './packet-links';
import { orderPlatforms, type Platform } from './platforms';

export interface ExplainPanelOptions extends StatePictureOptions, CodeBlockOptions {
  copy(text: string): void;
  showConnection(connection: number): void;
  showLadder(connection: number): void;
  /** Puts the explanation on the clipboard. */
  copyMarkdown(): void;
}

/** The answer to "why is it in this state": everything in it comes from the Explanation, in its order. */
export class ExplainPanel {
  readonly element = element('div', { class: 'explain-panel', attributes: { tabindex: '-1' } });
  /** Packets that the explanation cites, by their numbers. */
  private cited: ReadonlyMap<number, number> = new Map();
  private code: CodeBlock | null = null;

  constructor(private readonly options: ExplainPanelOptions) {
    offerMenu(this.element, 'explanation');
  }

  /** `path`: the states of both ends; null where there is no connection. `about`: what its code is looked for by. */
  show(explanation: Explanation, path: StatePath | null, about: CodeQuestion): void {
    const { connection, captureFindings } = explanation;
    this.cited = citedPackets(explanation, path);
    this.element.replaceChildren(
      element('h2', { text: shown(explanation.title, 300) }),
      ...(connection === null ? [] : [subjectOf(connection)]),
      element('p', { class: 'explain-summary' }, this.words(explanation.summary, 4000)),
    );
    const findings = [...(connection?.findings ?? []), ...captureFindings];
    if (findings.length > 0) this.element.append(findingList(findings, this.options.goTo));
    if (connection !== null) {
      this.element.append(
        element('div', { class: 'explain-actions' }, [
          button(say('explain.packets'), () => this.options.showConnection(connection.connection)),
          button(say('explain.ladder'), () => this.options.showLadder(connection.connection)),
          button(say('explain.markdown'), () => this.options.copyMarkdown()),
        ]),
      );
    }
    this.code = about.server === null ? null : new CodeBlock(about, this.options);
    if (this.code !== null) {
      this.element.append(this.code.element);
      if (isTrouble(explanation, about)) void this.code.look();
    }
    explanation.endpoints.forEach((endpoint, at) => {
      this.element.append(this.endpoint(endpoint, connection?.stuck?.endpoint ?? null));
      const steps = path?.[endpoint.side] ?? [];
      if (steps.length > 0) this.element.append(statePicture(endpoint, steps, at === 0, this.options));
    });
    this.element.scrollTop = 0;
  }

  /** Opens the code on the port of what is explained. */
  async openCode(): Promise<void> {
    await this.code?.openFirst();
  }

  showMessage(text: string): void {
    this.code = null;
    this.element.replaceChildren(element('p', { class: 'details-hint', text }));
  }

  private words(text: string, limit: number): (Node | string)[] {
    return linkPackets(text, limit, (packet) => this.cited.get(packet), this.options.goTo);
  }

  private endpoint(endpoint: EndpointExplanation, stuck: Side | null): HTMLElement {
    const heading = element('h3', {}, [
      `${sideName(endpoint.side)} `,
      element('bdi', { class: 'mono', text: shown(endpoint.address, 120) }),
      ' ',
      statePill(endpoint, { changed: true, stuck: stuck === endpoint.side }),
    ]);
    const section = element('section', { class: 'explain-endpoint' }, [heading]);
    if (endpoint.since !== '')
      section.append(element('p', { class: 'dim' }, this.words(endpoint.since, 1000)));
    section.append(...endpoint.why.map((why) => element('p', {}, this.words(why, 2000))));
    const evidence = endpoint.evidence.map((cited) => this.evidence(cited));
    this.addPart(section, 'explain.evidence', evidence);
    if (endpoint.meaning !== '') {
      section.append(
        element('h4', { text: say('explain.meaning') }),
        element('p', { text: shown(endpoint.meaning, 2000) }),
      );
    }
    const causes = endpoint.causes.map((cause) => this.cause(cause));
    this.addPart(section, 'explain.causes', causes);
    if (endpoint.commands.length > 0) section.append(...this.commands(endpoint.commands));
    return section;
  }

  private addPart(section: HTMLElement, title: WordId, items: readonly HTMLElement[]): void {
    if (items.length === 0) return;
    section.append(element('h4', { text: say(title) }), element('ol', { class: 'explain-list' }, items));
  }

  private evidence(evidence: EvidenceInWords): HTMLElement {
    return element('li', { class: 'evidence' }, [
      heading(evidence, this.options.goTo),
      ' ',
      element('span', { class: 'evidence-text', text: shown(evidence.text, 400) }),
    ]);
  }

  /** Likely causes come ranked; what speaks for and against each is told apart by word and sign. */
  private cause({ title, text, supports, opposes }: Cause): HTMLElement {
    return element('li', {}, [
      element('strong', { text: shown(title, 300) }),
      element('div', {}, this.words(text, 2000)),
      ...supports.map((fact) => this.fact('for', fact)),
      ...opposes.map((fact) => this.fact('against', fact)),
    ]);
  }

  private fact(speaks: 'for' | 'against', fact: string): HTMLElement {
    const sign = element('span', {
      class: 'fact-sign',
      text: speaks === 'for' ? '＋' : '－',
      attributes: { 'aria-hidden': 'true' },
    });
    const label = element('span', { class: 'fact-label', text: `${say(`explain.${speaks}`)} ` });
    return element('div', { class: `fact fact-${speaks}` }, [
      sign,
      element('span', {}, [label, ...this.words(fact, 600)]),
    ]);
  }

  private commands(commands: readonly Command[]): HTMLElement[] {
    const groups = orderPlatforms(commands, navigator.userAgent);
    return [
      element('h4', { text: say('explain.commands') }),
      ...groups.map(([platform, list], index) => {
        const details = element('details', { class: 'commands' }, [
          element('summary', { text: platformName(platform) }),
          ...list.map((command) => this.command(command)),
        ]);
        details.open = index === 0 || platform === 'any';
        return details;
      }),
    ];
  }

  private command(command: Command): HTMLElement {
    const copy = button(say('explain.copy'), () => this.options.copy(command.command), {
      label: say('explain.copy.label', { command: command.command }),
    });
    return element('div', { class: 'command' }, [
      element('p', { text: shown(command.purpose, 600) }),
      element('div', { class: 'command-line' }, [
        element('code', { class: 'mono', text: shown(command.command, 1000) }),
        copy,
      ]),
    ]);
  }
}

/** The connection that is spoken of: its number and both ends. */
const subjectOf = ({ connection, client, server }: NonNullable<Explanation['connection']>): HTMLElement =>
  element('p', { class: 'explain-subject dim' }, [
    `${say('explain.subject', { connection })} `,
    element('bdi', { class: 'mono', text: shown(client, 120) }),
    ' → ',
    element('bdi', { class: 'mono', text: shown(server, 120) }),
  ]);

/** Code is looked for unasked where something is wrong. */
const isTrouble = ({ connection }: Explanation, { findings }: CodeQuestion): boolean =>
  connection === null
    ? findings.length > 0
    : connection.stuck !== null || connection.findings.some(({ severity }) => severity !== 'info');

/** Every packet that the explanation knows the place of. */
function citedPackets({ endpoints, connection, captureFindings }: Explanation, path: StatePath | null) {
  const cited = new Map<number, number>();
  const steps = path === null ? [] : [...path.client, ...path.server];
  const shown = [...endpoints, ...(connection?.findings ?? []), ...captureFindings];
  const evidence = packetsAmong(shown.flatMap((each) => each.evidence));
  for (const { packet, index } of [...steps, ...evidence]) cited.set(packet, index);
  return cited;
}

function platformName(platform: Platform): string {
  return say(`platform.${platform}`);
}
