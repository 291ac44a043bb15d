import type { PageRpc } from '../channel';
import { shown } from '../text/visible';
import { say } from '../words';
import type { Announcer } from './announcer';

/** What leaves the page: text on the clipboard, drawings as files. The host does both. */
export class Clipboard {
  constructor(
    private readonly rpc: PageRpc,
    private readonly announcer: Announcer,
  ) {}

  async copy(text: string, words: string): Promise<void> {
    await this.rpc.ask('copyText', { text });
    this.announcer.say(words);
  }

  async save(name: string, text: string): Promise<void> {
    try {
      const { saved } = await this.rpc.ask('saveText', { name: `${name}.svg`, text });
      if (saved) this.announcer.say(say('svg.saved'));
    } catch (error) {
      this.announcer.say(shown(String(error), 200));
    }
  }
}
