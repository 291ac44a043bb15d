/** One captured frame, as a reader found it. Readers own one and refill it: copy what you keep. */
export class Frame {
  /** The buffer that holds the frame; valid only during the call that hands the frame over. */
  bytes: Uint8Array = new Uint8Array(0);
  /** First captured byte in `bytes`, and one past the last. */
  start = 0;
  end = 0;
  /** Where the first captured byte is in the file (in the decompressed stream for a compressed file). */
  offset = 0;
  /** Bytes the frame had on the wire; more than `end - start` when the snap length cut it. */
  originalLength = 0;
  /** LINKTYPE_ number, https://www.tcpdump.org/linktypes.html */
  linkType = 0;
  /** Bytes of frame check sequence at the frame's end, 0 to 15, where the capture says so. */
  fcsLength = 0;
  /** Index of the interface over the whole file (pcapng sections add up), 0 in a pcap. */
  interfaceId = 0;
  /** Seconds since 1970 and nanoseconds within the second. */
  seconds = 0;
  nanoseconds = 0;
  /** Decimal digits the capture gives of a second: 6 or 9, in pcapng 0 to 9 by the interface. -1: no time at all (a simple packet block). */
  timeDigits = 6;
}
