import type { FunctionId } from './function-id';
import type { IrFunction } from './instruction';

/** What a call calls. `name` is what messages call it. */
export type Callee =
  /** What a linker knows by this name: a function of the file at hand, else of another one, else of the system. */
  | { readonly kind: 'name'; readonly name: string }
  /** Whatever a pointer leads to, named by the field or variable that holds it. */
  | { readonly kind: 'pointer'; readonly name: string }
  /** This very function. */
  | { readonly kind: 'function'; readonly name: string; readonly id: FunctionId }
  | Operation;

/**
 * What a front-end knows that happens to an object: a method has no meaning without the object that it is called on.
 * What follows from it is for the language's models to say.
 */
export interface Operation {
  readonly kind: 'operation';
  readonly does: string;
  /** The kind of object; empty where it does not matter. */
  readonly object: string;
  /** The function or method of the source that does it; empty where none does. */
  readonly name: string;
}

export const byName = (name: string): Callee => ({ kind: 'name', name });
export const throughPointer = (name: string): Callee => ({ kind: 'pointer', name });
export const toFunction = (id: FunctionId): Callee => ({ kind: 'function', name: id.name, id });

/** What calls of a function call. */
export const calledAs = ({ id, linkage }: Pick<IrFunction, 'id' | 'linkage'>): Callee =>
  linkage === 'id' ? toFunction(id) : byName(id.name);

/** By what functions are found that are called so: null where none can be. Different functions have different keys. */
export function keyOf(callee: Callee): string | null {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'function' ? callee.id.text : null;
}

export function printCallee(callee: Callee): string {
  switch (callee.kind) {
    case 'name':
      return callee.name;
    case 'pointer':
      return `*${callee.name}`;
    case 'function':
      return callee.id.text;
    case 'operation':
      return [callee.does, ...[callee.object, callee.name].filter((each) => each !== '')].join(':');
  }
}

/** The name of the function that a call names, null for one that goes another way. */
export const calledName = ({ callee }: { readonly callee: Callee }): string | null =>
  callee.kind === 'name' ? callee.name : null;
