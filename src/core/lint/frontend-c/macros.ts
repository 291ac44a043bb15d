import { child, copyNode, find, isCut, type SourceParser, type SyntaxNode } from '../syntax';
import type { Directive } from './directives';

export interface Macro {
  readonly name: string;
  /** Null for an object-like macro. */
  readonly parameters: readonly string[] | null;
  readonly body: string;
}

/** What names are macros at some place. */
export type Macros = Pick<ReadonlyMap<string, Macro>, 'get'>;

export const sameMacro = (a: Macro | undefined, b: Macro | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.body === b.body &&
    a.parameters?.join() === b.parameters?.join() &&
    (a.parameters === null) === (b.parameters === null));

/** A macro's body as statements of a function that was made around it. */
export interface MacroBody {
  readonly text: string;
  readonly statements: readonly SyntaxNode[];
}

const DEFINE = /^([A-Za-z_]\w*)(?:\(([^)]*)\))?\s*([\s\S]*)$/;

export function macrosOf(defines: readonly Directive[]): ReadonlyMap<string, Macro> {
  const macros = new Map<string, Macro>();
  for (const { rest } of defines) {
    const [, name, list, body] = DEFINE.exec(rest) ?? [];
    if (name === undefined) continue;
    const parameters =
      list === undefined
        ? null
        : list
            .split(',')
            .map((each) => each.trim())
            .filter(Boolean);
    // `#define NAME NAME` tells that an enumerator exists, and hides nothing.
    if (body.trim() !== name) macros.set(name, { name, parameters, body: body.trim() });
  }
  return macros;
}

/** `#condition` is the text of an argument. */
const STRINGIFIED = /(?<!["'#])#\s*([A-Za-z_]\w*)/g;

/** Bodies that are remembered; beyond, all are parsed anew. */
const MOST_BODIES = 20_000;

/** Parses macros' bodies once each. A body that is no C by itself has none. */
export class MacroBodies {
  private readonly known = new Map<string, MacroBody | null>();

  constructor(private readonly parser: SourceParser) {}

  bodyOf({ body }: Macro): MacroBody | null {
    const known = this.known.get(body);
    if (known !== undefined) return known;
    const parsed = body === '' || body.includes('##') ? null : this.parse(body);
    if (this.known.size >= MOST_BODIES) this.known.clear();
    this.known.set(body, parsed);
    return parsed;
  }

  private parse(body: string): MacroBody | null {
    const text = `void f(void) { ${body.replace(STRINGIFIED, '"$1"')}; }`;
    const tree = this.parser.parse(text);
    if (tree === null) return null;
    const cursor = tree.walk();
    const root = copyNode(cursor, text);
    cursor.delete();
    tree.delete();
    if (find(root, 'ERROR').length > 0 || isCut(root)) return null;
    const [definition] = root.children;
    const block = definition?.type === 'function_definition' ? child(definition, 'body') : null;
    return block === null || root.children.length !== 1 ? null : { text, statements: block.children };
  }
}
