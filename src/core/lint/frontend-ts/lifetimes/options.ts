import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import { argumentsOf, keyName, textOf, unwrap } from '../source';

const DEEPEST = 6;
const OFF = /^(0|undefined|null|false)$/;

/** An option as it is set: where this file says so, and to what. */
interface Setting {
  readonly at: SyntaxNode;
  readonly text: string;
}

/** The place by which an argument sets an option to something, null where it is off or not set. */
export function optionIn(model: FileModel, argument: SyntaxNode, option: string): SyntaxNode | null {
  const setting = settingIn(model, argument, option);
  return setting === null || OFF.test(setting.text) ? null : setting.at;
}

/** What an argument sets an option to: in an object written there, in a variable that it names, in another module's. */
export function settingIn(model: FileModel, argument: SyntaxNode, option: string, depth = 0): Setting | null {
  const { source, names } = model;
  const node = unwrap(argument);
  if (depth > DEEPEST) return null;
  switch (node.type) {
    case 'identifier': {
      const binding = names.meaning.get(node);
      const value =
        binding?.writes.length === 1 && binding.writes[0].path.length === 0 ? binding.writes[0].value : null;
      return value === null ? toldIn(model, node, option) : settingIn(model, value, option, depth + 1);
    }
    case 'member_expression':
      return toldIn(model, node, option);
    case 'object': {
      for (const each of node.children) {
        const found = settingOf(model, each, option, depth);
        if (found !== null) return found;
      }
      return null;
    }
    case 'call_expression': {
      const callee = child(node, 'function');
      if (callee === null || textOf(source, callee) !== 'Object.assign') return null;
      return first(argumentsOf(node).map((each) => settingIn(model, each, option, depth + 1)));
    }
    case 'binary_expression':
      return first(
        [child(node, 'right')].map((each) =>
          each === null ? null : settingIn(model, each, option, depth + 1),
        ),
      );
    default:
      return null;
  }
}

const first = (found: readonly (Setting | null)[]): Setting | null =>
  found.find((each) => each !== null) ?? null;

/** What an object of another module, that this one names, has for an option. */
function toldIn({ meanings }: FileModel, node: SyntaxNode, option: string): Setting | null {
  const value = meanings.properties.inside(meanings.valueOf(node), [option]);
  const told = value?.kind === 'told' && value.linked.is === 'told' ? value.linked.meaning : null;
  return told?.is === 'constant' ? { at: node, text: told.text } : null;
}

function settingOf(model: FileModel, member: SyntaxNode, option: string, depth: number): Setting | null {
  const { source } = model;
  if (member.type === 'spread_element') {
    // `...` that is still being typed spreads nothing.
    const spread = member.children[0];
    return spread === undefined ? null : settingIn(model, spread, option, depth + 1);
  }
  if (member.type === 'shorthand_property_identifier')
    return textOf(source, member) === option ? { at: member, text: option } : null;
  const value =
    member.type === 'pair' && keyName(source, child(member, 'key')) === option
      ? child(member, 'value')
      : null;
  return value === null ? null : { at: member, text: textOf(source, unwrap(value)) };
}
