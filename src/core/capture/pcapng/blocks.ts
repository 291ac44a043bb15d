/** Block types of the pcapng format (draft-ietf-opsawg-pcapng section 4 and its registry). */
export const BlockType = {
  interface: 1,
  /** The obsolete Packet Block. */
  packet: 2,
  simplePacket: 3,
  names: 4,
  statistics: 5,
  enhancedPacket: 6,
  /** Reads the same in both byte orders. */
  section: 0x0a0d0d0a,
} as const;

/** Types whose content is read here. */
export const READ_TYPES: ReadonlySet<number> = new Set(Object.values(BlockType));

/** Types that a damaged file may be taken up again at: those above, and what capture programs write beside them. */
export const KNOWN_TYPES: ReadonlySet<number> = new Set([
  ...Object.values(BlockType),
  0x00000009, // systemd journal export
  0x0000000a, // decryption secrets
  0x00000204, // Sysdig event
  0x00000bad, // custom
  0x40000bad, // custom, not to be copied
  0x80000001, // Apple's process information
]);

/** Type, length, and the length again at the end. */
export const SMALLEST_BLOCK = 12;
/** Longer blocks are damage: Wireshark's limit, which bounds what has to be held of one. */
const LARGEST_BLOCK = 16 << 20;
/** Blocks of these types are only skipped, and journals and secrets do grow. */
const LARGEST_SKIPPED_BLOCK = 256 << 20;

/** The most bytes that a block of a type can have. */
export const largestBlock = (type: number): number =>
  KNOWN_TYPES.has(type) && !READ_TYPES.has(type) ? LARGEST_SKIPPED_BLOCK : LARGEST_BLOCK;

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Option codes; those of a block type mean nothing in another. */
export const OptionCode = {
  end: 0,
  comment: 1,
  interfaceName: 2,
  interfaceDescription: 3,
  timeResolution: 9,
  frameCheckLength: 13,
  timeOffset: 14,
  packetFlags: 2,
  packetDropCount: 4,
  captureEnd: 3,
  droppedByInterface: 5,
  droppedBySystem: 7,
} as const;

export const padded = (length: number): number => length + (-length & 3);

/** A block type as the specification writes it. */
export const typeLabel = (type: number): string => `0x${type.toString(16).padStart(8, '0')}`;
