export { dissectRow } from './dissect-row';
export { NumbersShown } from './numbers-shown';
export { RowAssembler } from './row-assembler';
export { isColumnHeading } from './separated-fields';
export { ShownPacket } from './shown-packet';
export { laterRows } from './summary-line';
export { Row, WiresharkText } from './wireshark-text';
