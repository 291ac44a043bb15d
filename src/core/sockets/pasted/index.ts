export { withWholeStates } from './broken-states';
export { withoutCells } from './cells';
export { textsInJson } from './json-text';
export { unmarked, withoutBehind } from './line-marks';
export { withoutMargins } from './margins';
export { withWholeRows } from './table-rows';
export { unwrapped } from './wrapped';
