import type { CodeHere, CodePlace, CodeQuestion } from '../../src/protocol';
import { actionLink, button } from '../controls';
import { element } from '../element';
import { shown } from '../text/visible';
import { say } from '../words';

export interface CodeBlockOptions {
  lookForCode(about: CodeQuestion): Promise<CodeHere>;
  openCode(place: CodePlace): void;
  openCodeSetting(): void;
}

type Words = NonNullable<CodeHere['code']>;
type Step = Words['sites'][number]['at'];

/** The code of the workspace behind what is explained: lines that open their source, or what was looked for. */
export class CodeBlock {
  readonly element = element('section', { class: 'code-block', label: say('code.title') });
  private answer: Promise<CodeHere> | null = null;

  constructor(
    private readonly about: CodeQuestion,
    private readonly options: CodeBlockOptions,
  ) {
    this.show(button(say('code.look'), () => void this.look()));
  }

  /** Asks, once, and shows the answer. */
  async look(): Promise<CodeHere | null> {
    if (this.answer === null) {
      this.show(element('p', { class: 'dim', text: say('code.looking'), role: 'status' }));
      this.answer = this.options.lookForCode(this.about);
      this.answer.then(
        (here) => this.show(...this.parts(here)),
        (error) => this.show(element('p', { text: shown(String(error), 400) })),
      );
    }
    return this.answer.catch(() => null);
  }

  /** Opens the likeliest line: what explains the state, else the call itself. Without one, says what was looked for. */
  async openFirst(): Promise<void> {
    const here = await this.look();
    this.element.scrollIntoView({ block: 'nearest' });
    const site = here?.code?.sites[0];
    if (site !== undefined) this.open(site.findings[0] ?? site.at);
  }

  private open({ file, line, column }: CodePlace): void {
    this.options.openCode({ file, line, column });
  }

  private show(...parts: readonly Node[]): void {
    this.element.replaceChildren(element('h3', { text: say('code.title') }), ...parts);
  }

  private parts({ code, told, names }: CodeHere): Node[] {
    const note = (text: string) => element('p', { text: shown(text, 1000) });
    if (code === null) return told === '' ? [] : [note(told)];
    const parts: Node[] = [element('h4', { text: shown(code.title, 200) })];
    for (const site of code.sites) parts.push(...this.site(site, names));
    parts.push(...code.notes.map(note));
    if (told !== '')
      parts.push(
        element('p', {}, [
          `${shown(told, 400)} `,
          actionLink(say('code.setting'), () => this.options.openCodeSetting()),
        ]),
      );
    if (code.elsewhere !== null)
      parts.push(note(code.elsewhere.told), ...this.findings(code.elsewhere.findings, names));
    return parts;
  }

  private site(site: Words['sites'][number], names: CodeHere['names']): Node[] {
    const line = element('p', { class: 'code-site' }, this.step(site.at, names));
    const steps = site.steps.map((step) => element('li', {}, this.step(step, names)));
    const closes = site.closes.map((close) => element('li', {}, this.step(close, names)));
    return [
      line,
      ...(steps.length > 0 ? [element('ul', { class: 'code-steps' }, steps)] : []),
      element('p', { class: 'dim', text: shown(site.judgement, 600) }),
      ...(closes.length > 0 ? [element('ul', { class: 'code-steps' }, closes)] : []),
      ...this.findings(site.findings, names),
    ];
  }

  private findings(findings: Words['sites'][number]['findings'], names: CodeHere['names']): Node[] {
    return findings.map((finding) =>
      element('div', { class: 'code-finding' }, [
        element('div', {}, [
          ...this.step(finding, names),
          element('span', { class: 'dim', text: ` [${finding.rule}]` }),
        ]),
        element(
          'ol',
          { class: 'explain-list' },
          finding.steps.map((step) => element('li', {}, this.step(step, names))),
        ),
      ]),
    );
  }

  private step(step: Step, names: CodeHere['names']): (Node | string)[] {
    const place = shown(`${names[step.file] ?? step.file}:${step.line}`, 200);
    return [
      actionLink(place, () => this.open(step), { class: 'code-place' }),
      ` ${shown(step.message, 1000)}`,
    ];
  }
}
