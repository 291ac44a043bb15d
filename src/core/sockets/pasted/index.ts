export { textsInJson } from './json-text';
export { unmarked } from './line-marks';
export { withoutMargins } from './margins';
export { unwrapped } from './wrapped';
