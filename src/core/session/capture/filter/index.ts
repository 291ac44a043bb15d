export type { AddressPattern, End, Expression, FilterError } from './expression';
export { partsOf } from './expression';
export { type Filtered, type FilteredRow, matchesPacket, needsFindings, needsText } from './match-packet';
export { parseAddress } from './parse-address';
export { isFilterError, parseFilter } from './parse-filter';
