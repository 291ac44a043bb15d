export { countsIn, overflowsIn } from './counts';
export { holderIn } from './holder-line';
export { type ListedRow, lsofFields, powershellList } from './list-rows';
export { nodeReport } from './node-report';
export { TABLE_READERS } from './readers';
export type { ListingContext, TableReader } from './table-reader';
export { joinChanges } from './tcpstates';
