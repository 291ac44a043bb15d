import type { Locale } from '../../core/words';
import type { EvidenceShelf } from './evidence';
import type { Folders } from './folders';

/** What the tools work with. */
export interface Desk {
  readonly folders: Folders;
  readonly shelf: EvidenceShelf;
  readonly locale: Locale;
}

/** A question that an agent can ask. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its arguments, besides `offset`, which all have. */
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
  /** The items of the answer, of which a page is shown. Rejects with an InputError for what cannot be answered. */
  readonly answer: (desk: Desk, given: Readonly<Record<string, unknown>>) => Promise<Iterable<string>>;
}

/** The argument that names recordings, tables and logs. */
export const PATHS = {
  type: 'array',
  items: { type: 'string' },
  description: 'Captures, tables, logs or folders of them: one incident.',
};
