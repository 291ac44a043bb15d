import { connectionRule } from '../finding';
import { resetKind } from '../reset-kind';

/** The SYN is answered by RST. */
export const refused = connectionRule(
  { id: 'refused', severities: ['warning'], signs: ['reset'], role: 'state' },
  (story) => {
    const { reset } = story;
    if (resetKind(story) !== 'refused' || reset === null) return null;
    const asked = reset.sender === 'server' ? story.client : story.server;
    return {
      kind: 'syn',
      endpoint: reset.sender,
      sureness: 'proven',
      since: reset.packet,
      seconds: null,
      evidence: story.cite(...asked.syn.packets, reset.packet),
    };
  },
);
