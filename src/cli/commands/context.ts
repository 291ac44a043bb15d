import type { Style } from '../../core/report';
import type { Locale } from '../../core/words';
import type { CommandRequest } from '../arguments';
import type { Capture } from '../capture';
import type { Output } from '../terminal/output';

/** What a command works with. */
export interface Context {
  readonly capture: Capture;
  readonly request: CommandRequest;
  readonly locale: Locale;
  readonly output: Output;
  /** Output goes to a terminal, which would obey what a line of a log holds. */
  readonly toTerminal: boolean;
  readonly style: Style;
  /** Columns of the terminal, null where nothing need be cut. */
  readonly columns: number | null;
  /** Columns that prose is wrapped to. */
  readonly proseColumns: number;
}
