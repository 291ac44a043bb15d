import type { Parsers, SourceParser } from '../../core/session/lint';

/**
 * The same parsers; where one fails inside WebAssembly, `end` is called as well. Its memory is shared by all of them
 * and stays as the failure left it, so that nothing is read rightly afterwards, whichever file it is.
 */
export function endingWhereBroken(parsers: Parsers, end: (error: Error) => void): Parsers {
  const watched = (parser: SourceParser): SourceParser => ({
    parse: (text, before) => {
      try {
        return parser.parse(text, before);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) end(error);
        throw error;
      }
    },
  });
  const { c, cpp, typescript, tsx } = parsers;
  return { c: watched(c), cpp: watched(cpp), typescript: watched(typescript), tsx: watched(tsx) };
}
