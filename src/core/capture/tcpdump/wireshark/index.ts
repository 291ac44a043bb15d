export { RowAssembler } from './row-assembler';
export { ShownPacket } from './shown-packet';
export { WiresharkText } from './wireshark-text';
