/** Bytes in a row: half as many where the pane is too narrow for all. */
export function bytesPerRow(width: number, characterWidth: number): 8 | 16 {
  // Offset, then 2.5 characters for each byte and one for its ASCII, and the space between.
  return width >= characterWidth * (10 + 16 * 3.5) ? 16 : 8;
}

export function bytesFromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** At least four digits, as tcpdump and Wireshark print offsets. */
export function hexOffset(offset: number, size: number): string {
  return offset.toString(16).padStart(size > 0x10000 ? 8 : 4, '0');
}

/** What the right-hand column shows: ASCII where it prints, a dot where it does not. */
export function asciiOf(value: number): string {
  return value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : '·';
}

/** Where a key takes the byte cursor; null for a key that moves nothing. */
export function byteAfterKey(
  key: string,
  at: number,
  size: number,
  visibleRows: number,
  perRow: number,
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -perRow,
    ArrowDown: perRow,
    PageUp: -perRow * visibleRows,
    PageDown: perRow * visibleRows,
    Home: -(Math.max(0, at) % perRow),
    End: perRow - 1 - (Math.max(0, at) % perRow),
  };
  if (size === 0 || !Object.hasOwn(steps, key)) return null;
  if (at < 0) return 0;
  const next = at + steps[key];
  // A step up or down off the end stays in its column.
  if (next < 0 || next >= size)
    return key === 'End' || key === 'PageDown' ? size - 1 : key === 'PageUp' ? 0 : at;
  return next;
}
