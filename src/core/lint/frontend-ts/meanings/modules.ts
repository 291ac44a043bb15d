import { apiOf } from '../../models-ts';
import type { Value } from './value';

/** `ws` is a class and the module: its default export has the others as properties. */
export function exported(module: string, name: string): Value {
  const plain = module.replace(/^node:/, '');
  if (name === '*') return { kind: 'module', module: plain };
  if (name === 'default')
    return apiOf(plain, 'default') === null
      ? { kind: 'module', module: plain }
      : { kind: 'export', module: plain, name };
  return { kind: 'export', module: plain, name };
}
