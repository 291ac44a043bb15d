import { u32be } from '../../bytes';
import { BlockType } from './blocks';
import { byteOrder } from './byte-order';

export { PcapngReader } from './pcapng-reader';

/** Whether a file begins with a section header block. */
export const isPcapng = (bytes: Uint8Array): boolean =>
  bytes.length >= 12 && u32be(bytes, 0) === BlockType.section && byteOrder(bytes, 0) !== null;
