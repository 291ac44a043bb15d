const MAX_NAMES = 1 << 20;
const MAX_NAME_LENGTH = 255;

/** The host names of a log, each once. */
export class NameTable {
  readonly names: string[] = [];
  private readonly indices = new Map<string, number>();

  /** The name's index; -1 when the table is full. Longer names than DNS has (RFC 1035 section 2.3.4) are cut. */
  intern(name: string): number {
    const key = name.length > MAX_NAME_LENGTH ? name.slice(0, MAX_NAME_LENGTH) : name;
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    if (this.names.length >= MAX_NAMES) return -1;
    this.indices.set(key, this.names.length);
    this.names.push(key);
    return this.names.length - 1;
  }
}
