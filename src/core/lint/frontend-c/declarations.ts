import { byName, type Variable } from '../ir';
import { child, find, type SyntaxNode } from '../syntax';
import type { Lowering } from './lowering';
import { lowerInto } from './recursion';

/** What a declarator declares. */
export interface Declared {
  readonly name: string;
  readonly pointer: boolean;
  readonly dimensions: number;
  readonly isFunction: boolean;
}

/** Nodes that are names. */
const NAMES: ReadonlySet<string> = new Set(['identifier', 'field_identifier', 'qualified_identifier']);

/** Reads `*name[2]` and the like; null where no name is in it. */
export function readDeclarator(text: string, node: SyntaxNode | null): Declared | null {
  let at = node;
  let pointer = false;
  let dimensions = 0;
  let isFunction = false;
  while (at !== null && !NAMES.has(at.type)) {
    if (at.type === 'pointer_declarator') pointer = true;
    else if (at.type === 'array_declarator') dimensions++;
    else if (at.type === 'function_declarator')
      isFunction = !pointer || NAMES.has(at.children[0]?.type ?? '');
    at =
      child(at, 'declarator') ??
      at.children.find(({ type }) => NAMES.has(type) || type.endsWith('declarator')) ??
      null;
  }
  return at === null ? null : { name: text.slice(at.start, at.end), pointer, dimensions, isFunction };
}

/** Declares the variables of a declaration and lowers what they begin with. */
export function lowerDeclaration(lowering: Lowering, node: SyntaxNode): void {
  const type = child(node, 'type');
  const isStatic = node.children.some(
    (each) => each.type === 'storage_class_specifier' && /static|extern/.test(lowering.textOf(each)),
  );
  const closing =
    (lowering.view.at === null && lowering.autoClosing.has(node.start)) ||
    node.children.some(
      (each) => each.type === 'attribute_specifier' && lowering.textOf(each).includes('cleanup'),
    );
  for (const each of node.children) {
    if (each.field !== 'declarator') continue;
    const value = each.type === 'init_declarator' ? child(each, 'value') : null;
    const declared = readDeclarator(lowering.view.text, each);
    if (declared === null) continue;
    if (declared.isFunction && value === null) {
      lowerConstruction(lowering, each, type);
      continue;
    }
    if (isStatic) {
      lowering.declareStatic(declared.name);
      continue;
    }
    const attribute = find(each, 'attribute_specifier').some((found) =>
      lowering.textOf(found).includes('cleanup'),
    );
    const kind = closing || attribute ? 'auto-closing' : kindOf(lowering, declared, type);
    const place = lowering.declare(declared.name, kind, kind === 'array' ? declared.dimensions : 0);
    if (value !== null) lowerInto(lowering, place, value);
  }
}

/** `Guard guard(fd);` reads like a declaration of a function; a variable among its parameters tells that it is none. */
function lowerConstruction(lowering: Lowering, node: SyntaxNode, type: SyntaxNode | null): void {
  const args = find(node, 'type_identifier').flatMap((each) => {
    const place = lowering.lookUp(lowering.textOf(each));
    return place === null ? [] : [{ kind: 'place' as const, place }];
  });
  if (args.length === 0 || type === null) return;
  const callee = byName(`new_${lowering.textOf(type)}`);
  lowering.emit({ op: 'call', to: null, callee, args, at: lowering.span(node) });
}

function kindOf(
  lowering: Lowering,
  { pointer, dimensions }: Declared,
  type: SyntaxNode | null,
): Variable['kind'] {
  if (dimensions > 0) return 'array';
  if (pointer) return 'pointer';
  const name = type === null ? '' : lowering.textOf(type);
  return type?.type === 'struct_specifier' || type?.type === 'union_specifier' || /^struct\b/.test(name)
    ? 'aggregate'
    : 'scalar';
}
