import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import { argumentsOf, keyName, textOf, unwrap } from '../source';

const DEEPEST = 6;
const OFF = /^(0|undefined|null|false)$/;

/** The property by which an argument sets an option, in an object written there or in the variable that it names. */
export function optionIn(
  model: FileModel,
  argument: SyntaxNode,
  option: string,
  depth = 0,
): SyntaxNode | null {
  const { source, names } = model;
  const node = unwrap(argument);
  if (depth > DEEPEST) return null;
  switch (node.type) {
    case 'identifier': {
      const binding = names.meaning.get(node);
      const value =
        binding?.writes.length === 1 && binding.writes[0].path.length === 0 ? binding.writes[0].value : null;
      return value === null ? null : optionIn(model, value, option, depth + 1);
    }
    case 'object': {
      for (const each of node.children) {
        const found = optionOf(model, each, option, depth);
        if (found !== null) return found;
      }
      return null;
    }
    case 'call_expression': {
      const callee = child(node, 'function');
      if (callee === null || textOf(source, callee) !== 'Object.assign') return null;
      return first(argumentsOf(node).map((each) => optionIn(model, each, option, depth + 1)));
    }
    case 'binary_expression':
      return first(
        [child(node, 'right')].map((each) =>
          each === null ? null : optionIn(model, each, option, depth + 1),
        ),
      );
    default:
      return null;
  }
}

const first = (found: readonly (SyntaxNode | null)[]): SyntaxNode | null =>
  found.find((each) => each !== null) ?? null;

function optionOf(model: FileModel, member: SyntaxNode, option: string, depth: number): SyntaxNode | null {
  const { source } = model;
  if (member.type === 'spread_element') {
    // `...` that is still being typed spreads nothing.
    const spread = member.children[0];
    return spread === undefined ? null : optionIn(model, spread, option, depth + 1);
  }
  if (member.type === 'shorthand_property_identifier')
    return textOf(source, member) === option ? member : null;
  const value =
    member.type === 'pair' && keyName(source, child(member, 'key')) === option
      ? child(member, 'value')
      : null;
  return value !== null && !OFF.test(textOf(source, value)) ? member : null;
}
