export {
  addDeclarations,
  type ClassFacts,
  completedBy,
  type Declarations,
  declarationsIn,
  NO_DECLARATIONS,
  sameDeclarations,
} from './classes';
export { definitionsIn } from './definitions';
export { type CPlusPlusSurroundings, lowerDefinition } from './function';
export { Noted } from './noted';
export { withoutAttributes } from './plain-macros';
export { withoutRawStrings } from './plain-strings';
export type { Around } from './scene';
export { isCPlusPlus } from './which';
