// What the editor needs as well, which must not load the linter for it.
export { isScript } from './scripts';
export { aboutC, TESTS_AND_EXAMPLES } from './tests-and-examples';
export { isShown, STRICTNESSES, type Strictness, type Tier } from './tier';
