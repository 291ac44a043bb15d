import { LogSession } from '../../core/session/log';
import { CaptureWorker, HeldBytes } from '../worker';
import { hostChannels, pause } from './worker-scope';

new CaptureWorker(
  hostChannels(),
  {
    openSource: async (reference) => {
      if (reference.kind === 'bytes') return new HeldBytes(reference.name, reference.bytes);
      throw new Error(`${reference.name}: a browser cannot open files by path`);
    },
  },
  ({ source, beside }, locale) =>
    LogSession.create(source, { locale, pause, watch: () => Date.now() / 1000 }, beside),
);
