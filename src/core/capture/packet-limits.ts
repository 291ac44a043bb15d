/** MAXIMUM_SNAPLEN of libpcap, WTAP_MAX_PACKET_SIZE_STANDARD of Wireshark: no capture holds longer frames. */
export const STANDARD_FRAME = 262_144;

/** Link types whose frames may be larger (libpcap's pcap-common.c, max_snaplen_for_dlt). LINKTYPE_ number: bytes. */
const LARGER_FRAMES: Readonly<Record<number, number>> = {
  220: 128 << 20, // USB_LINUX_MMAPPED
  231: 128 << 20, // DBUS
  249: 128 << 20, // USBPCAP
  279: 8 << 20, // EBHSCR
};

/** The most bytes one captured frame of a link type can have; a longer length field is corrupt. */
export const largestFrame = (linkType: number): number => LARGER_FRAMES[linkType] ?? STANDARD_FRAME;
