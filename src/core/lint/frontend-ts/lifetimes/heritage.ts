import { child, type SyntaxNode } from '../../syntax';
import type { FileModel } from '../model';
import type { Field, Klass } from '../scopes';
import { textOf } from '../source';

/** Base classes that know nothing of the fields of those who extend them: emitters and streams, errors, DOM's targets. */
const STRANGERS =
  /^(?:\w+\.)?(?:\w*Emitter\w*|EventTarget|Duplex|Readable|Writable|Transform|PassThrough|Stream|Error|Object|AsyncResource)$/;
/** A chain of base classes in one file. */
const DEEPEST = 10;

/** Whether what a class inherits may close what a field holds: a base class that is not known, and could name the field. */
export function mayInheritCloser(model: FileModel, klass: Klass, field: Field): boolean {
  if (isPrivate(model, field)) return false;
  let base: Klass | null = klass;
  for (let depth = 0; base !== null && depth < DEEPEST; depth++) {
    if (base !== klass && base.fields.has(field.name)) return true;
    const named = baseOf(model, base);
    if (named === null) return false;
    const value = model.meanings.valueOf(named);
    if (value?.kind !== 'class') return !STRANGERS.test(textOf(model.source, named));
    base = value.klass;
  }
  return true;
}

/** What stands behind `extends`, null where nothing does. */
function baseOf({ source }: FileModel, { heritage }: Klass): SyntaxNode | null {
  if (heritage === null) return null;
  for (const each of [heritage, ...heritage.children]) {
    const value = each.type === 'extends_clause' ? child(each, 'value') : null;
    if (value !== null) return value;
  }
  // JavaScript's grammar has the expression itself; `implements` inherits nothing.
  const [first] = heritage.children;
  return first === undefined ||
    first.type === 'implements_clause' ||
    textOf(source, heritage).startsWith('implements')
    ? null
    : first;
}

/** `#wire`, or declared `private`: no base class names it. */
function isPrivate({ source }: FileModel, { name, klass }: Field): boolean {
  if (name.startsWith('#')) return true;
  const body = child(klass.node, 'body');
  return (body?.children ?? []).some((each) => {
    if (each.type !== 'public_field_definition') return false;
    const key = child(each, 'name');
    return (
      key !== null &&
      textOf(source, key) === name &&
      /\bprivate\b/.test(source.text.slice(each.start, key.start))
    );
  });
}
