/*
 * Identities, each a type of its own so that one is not taken for another. They are plain numbers when the program runs.
 */

/** The place of a packet among those of its recording, from 0; -1: no packet. */
export type PacketIndex = number & { readonly __packetIndex: unique symbol };

/** The number that is shown of a packet: from 1, or tcpdump's own where the line prints one. */
export type PacketNumber = number & { readonly __packetNumber: unique symbol };

/** The place of a connection in order of appearance, from 0. */
export type ConnectionId = number & { readonly __connectionId: unique symbol };

export const packetIndex = (index: number): PacketIndex => index as PacketIndex;
export const packetNumber = (number: number): PacketNumber => number as PacketNumber;
export const connectionId = (id: number): ConnectionId => id as ConnectionId;

/** The later of two packets; the other where one is none. */
export const laterOf = (a: PacketIndex, b: PacketIndex): PacketIndex => (a > b ? a : b);

/** No packet. */
export const NO_PACKET = -1 as PacketIndex;
