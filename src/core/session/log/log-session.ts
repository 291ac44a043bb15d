import type { ByteSource } from '../../bytes';
import type { SessionOptions } from '../capture';
import { type Beside, EvidenceSession } from '../incident';
import { LogView } from './log-view';

/** A file with packets, socket tables, or both, that is also looked at line by line in a text editor. */
export class LogSession extends EvidenceSession {
  /** Makes a session; nothing is read yet. */
  static override create(source: ByteSource, options: SessionOptions, beside?: Beside): LogSession {
    return new LogSession(source, options, beside);
  }

  log(): LogView {
    return new LogView(this.client(), this.options.locale);
  }
}
