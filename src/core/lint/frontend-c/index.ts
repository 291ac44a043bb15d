import type { IrFunction } from '../ir';
import type { SourceParser, SyntaxTree } from '../syntax';
import { functionDefinitions } from './definitions';
import { lowerFunction } from './function';
import { type Macro, MacroBodies, macrosOf } from './macros';
import { worldsOf } from './worlds';

export { directivesOf } from './directives';
export type { Macro } from './macros';
export { macrosOf } from './macros';
export { worldsOf } from './worlds';

/** The functions of a C file, one for each world in which its text differs. */
export function lowerFile(
  parser: SourceParser,
  file: string,
  text: string,
  included: ReadonlyMap<string, Macro> = new Map(),
): readonly IrFunction[] {
  const seen = new Set<string>();
  const functions: IrFunction[] = [];
  for (const world of worldsOf(text)) {
    const tree: SyntaxTree | null = parser.parse(world.text);
    if (tree === null) continue;
    const macros = new Map([...included, ...macrosOf(world.defines)]);
    const around = {
      file,
      text: world.text,
      macros,
      bodies: new MacroBodies(parser),
      autoClosing: world.autoClosing,
    };
    for (const node of functionDefinitions(tree, world.text)) {
      // The same text in two worlds is one function; spaces differ where directives were.
      const key = `${node.start} ${world.text.slice(node.start, node.end)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const fn = lowerFunction(node, around);
      if (fn !== null) functions.push(fn);
    }
    tree.delete();
  }
  return functions;
}
