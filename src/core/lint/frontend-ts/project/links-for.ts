import type { Links } from '../meanings';
import type { Linked } from './linking';
import type { FunctionOutline } from './outline';
import type { Project } from './project';

/** A file's view of the other modules. */
export function linksFor(project: Project, path: string): Links {
  const { linking } = project;
  return {
    imports: (specifier, name) => project.imports(path, specifier, name),
    member: (of, name) => linking.member(of, name),
    madeBy: (fn) => linking.madeBy(fn),
    throws: (fn) => {
      const told = functionOf(fn);
      return told?.fn.throws === true && !told.fn.isAsync;
    },
    effectOn: (fn, index, kind) => {
      const told = functionOf(fn);
      return told === null ? 'take' : linking.effectOn(told, index, kind);
    },
    heardAt: (fn, index) => {
      const told = functionOf(fn);
      return told === null ? [] : linking.heardAt(told.fn, told.home, index);
    },
    handedTo: (index) => project.handedTo(path, index),
  };
}

function functionOf(linked: Linked): { readonly fn: FunctionOutline; readonly home: string } | null {
  return linked.is === 'told' && linked.meaning.is === 'function'
    ? { fn: linked.meaning.fn, home: linked.home }
    : null;
}
