import { decodedSource } from '../../core/session/lint';
import { LintWorker } from '../worker';
import { loadParsers } from './parsers';
import { hostChannels, pause } from './worker-scope';

new LintWorker(hostChannels(), {
  loadParsers,
  readText: async (source, largest) => {
    if (source.kind === 'file') throw new Error('a browser cannot open files by path');
    if (source.bytes.length > largest) throw new Error('too large');
    return decodedSource(source.bytes);
  },
  pause,
  end: (error) => {
    setTimeout(() => {
      throw error;
    });
  },
});
