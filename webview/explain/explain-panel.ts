import type {
  Command,
  EndpointExplanation,
  Evidence,
  Explanation,
  Side,
  StatePath,
} from '../../src/core/session';
import { actionLink, button } from '../controls';
import { element } from '../element';
import { sideName, statePill } from '../packets/state-pill';
import { type StatePictureOptions, statePicture } from '../state-picture/state-picture';
import { shown } from '../text/visible';
import { say } from '../words';
import { orderPlatforms, type Platform } from './platforms';

export interface ExplainPanelOptions extends StatePictureOptions {
  copy(text: string): void;
  showConnection(connection: number): void;
  showLadder(connection: number): void;
}

/** The answer to "why is it in this state": everything in it comes from the Explanation, in its order. */
export class ExplainPanel {
  readonly element = element('div', { class: 'explain-panel', attributes: { tabindex: '-1' } });

  constructor(private readonly options: ExplainPanelOptions) {}

  /** `path`: the states of both ends; null where there is no connection. */
  show(explanation: Explanation, path: StatePath | null): void {
    const { connection } = explanation;
    this.element.replaceChildren(
      element('h2', { text: shown(explanation.title, 300) }),
      element('p', { class: 'explain-summary', text: shown(explanation.summary, 4000) }),
    );
    if (connection !== null) {
      this.element.append(
        element('div', { class: 'explain-actions' }, [
          button(say('explain.packets'), () => this.options.showConnection(connection.connection)),
          button(say('explain.ladder'), () => this.options.showLadder(connection.connection)),
        ]),
      );
    }
    explanation.endpoints.forEach((endpoint, at) => {
      this.element.append(this.endpoint(endpoint, connection?.stuck ?? null));
      const steps = path?.[endpoint.side] ?? [];
      if (steps.length > 0) this.element.append(statePicture(endpoint, steps, at === 0, this.options));
    });
    this.element.scrollTop = 0;
  }

  showMessage(text: string): void {
    this.element.replaceChildren(element('p', { class: 'details-hint', text }));
  }

  private endpoint(endpoint: EndpointExplanation, stuck: Side | null): HTMLElement {
    const heading = element('h3', {}, [
      `${sideName(endpoint.side)} `,
      element('bdi', { class: 'mono', text: shown(endpoint.address, 120) }),
      ' ',
      statePill(endpoint, { changed: true, stuck: stuck === endpoint.side }),
    ]);
    const section = element('section', { class: 'explain-endpoint' }, [heading]);
    if (endpoint.since !== '') section.append(element('p', { class: 'dim', text: shown(endpoint.since) }));
    section.append(...endpoint.why.map((why) => element('p', { text: shown(why, 2000) })));
    this.addPart(
      section,
      'explain.evidence',
      endpoint.evidence.map((evidence) => this.evidence(evidence)),
      'ol',
    );
    if (endpoint.meaning !== '') {
      section.append(
        element('h4', { text: say('explain.meaning') }),
        element('p', { text: shown(endpoint.meaning, 2000) }),
      );
    }
    this.addPart(section, 'explain.causes', endpoint.causes.map(cause), 'ol');
    if (endpoint.commands.length > 0) section.append(...this.commands(endpoint.commands));
    return section;
  }

  private addPart(
    section: HTMLElement,
    title: 'explain.evidence' | 'explain.causes',
    items: HTMLElement[],
    list: 'ol' | 'ul',
  ): void {
    if (items.length === 0) return;
    section.append(element('h4', { text: say(title) }), element(list, { class: 'explain-list' }, items));
  }

  private evidence(evidence: Evidence): HTMLElement {
    const link = actionLink(say('explain.packet', { packet: evidence.packet }), () =>
      this.options.goTo(evidence.index),
    );
    return element('li', { class: 'evidence' }, [
      link,
      ' ',
      element('span', { class: 'evidence-text', text: shown(evidence.text, 400) }),
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

function cause({ title, text }: { readonly title: string; readonly text: string }): HTMLElement {
  return element('li', {}, [
    element('strong', { text: shown(title, 300) }),
    element('div', { text: shown(text, 2000) }),
  ]);
}

function platformName(platform: Platform): string {
  return say(`platform.${platform}`);
}
