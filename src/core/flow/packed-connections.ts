import { type ConnectionId, connectionId, packetIndex } from '../tcp';
import { Connection } from './connection';
import { Endpoint } from './endpoint';

/** Records lie in pages: growing copies nothing, and no record is cut in two. */
const PAGE_BITS = 20;
const PAGE_BYTES = 1 << PAGE_BITS;
/** No connection of one packet comes near it; what would be longer is not packed. */
const LONGEST = 2048;
const MOST_TEXTS = 0xffff;

/** What a field holds, before its bytes. */
const Tag = {
  end: 0,
  int8: 1,
  int16: 2,
  int32: 3,
  float64: 4,
  true: 5,
  false: 6,
  null: 7,
  text: 8,
  /** The index of the connection's first packet. */
  first: 9,
  client: 10,
  server: 11,
  nested: 12,
} as const;

type Fields = Record<string, unknown>;
const fieldsOf = (object: object): Fields => object as Fields;

/** An object as it is before anything was seen: what still is so takes no room. */
class Template {
  readonly keys: readonly string[];
  readonly values: readonly unknown[];

  constructor(object: object) {
    this.keys = Object.keys(object);
    this.values = Object.values(object);
  }
}

/**
 * Connections of one packet, of which a flood has millions, as a hundred or two bytes each. Only what differs from a new
 * connection is written, whatever fields it has; what cannot be written as bytes is not packed.
 */
export class PackedConnections {
  private readonly pages: DataView[] = [];
  private used = PAGE_BYTES;
  private readonly texts: string[] = [];
  private readonly textIds = new Map<string, number>();
  private readonly connection = new Template(blank(connectionId(0)));
  private readonly endpoint = new Template(new Endpoint());
  /** Where the record at hand is written or read. */
  private view: DataView = new DataView(new ArrayBuffer(0));
  private at = 0;
  private whole: Connection | null = null;
  private first = 0;

  constructor(
    /** An endpoint's track as it is made. */
    private readonly newTrack: () => object,
    private readonly track = new Template(newTrack()),
  ) {}

  /** The place of its record; -1 where it cannot be packed. `before`: the place of an older record of it, used again where nothing has changed. */
  add(connection: Connection, before: number): number {
    const start = this.begin();
    this.whole = connection;
    const packed = this.write(connection, this.connection);
    this.whole = null;
    if (!packed) return -1;
    if (before >= 0 && this.isSame(before, start)) return before;
    this.used = this.at;
    return (this.pages.length - 1) * PAGE_BYTES + start;
  }

  /** The connection of a record, made anew. */
  read(place: number, id: ConnectionId): Connection {
    this.view = this.pages[Math.floor(place / PAGE_BYTES)];
    this.at = place % PAGE_BYTES;
    this.first = this.view.getUint32(this.at);
    this.at += 4;
    const connection = blank(id);
    this.readInto(connection, this.connection, connection);
    return connection;
  }

  private begin(): number {
    if (this.used + LONGEST > PAGE_BYTES) {
      this.pages.push(new DataView(new ArrayBuffer(PAGE_BYTES)));
      this.used = 0;
    }
    this.view = this.pages[this.pages.length - 1];
    this.at = this.used;
    return this.used;
  }

  /** The record that was just written equals the older one. */
  private isSame(before: number, start: number): boolean {
    const older = this.pages[Math.floor(before / PAGE_BYTES)];
    const from = before % PAGE_BYTES;
    const length = this.at - start;
    if (from + length > PAGE_BYTES) return false;
    for (let at = 0; at < length; at++)
      if (older.getUint8(from + at) !== this.view.getUint8(start + at)) return false;
    return true;
  }

  private write(object: object, { keys, values }: Template): boolean {
    const { whole } = this;
    if (object === whole) this.uint32(whole.firstPacket);
    const own = Object.values(object);
    if (own.length !== values.length) return false;
    const limit = this.used + LONGEST - 64;
    for (let field = 0; field < own.length; field++) {
      const value = own[field];
      if (Object.is(value, values[field]) || (object === whole && keys[field] === 'id')) continue;
      if (this.at > limit || !this.writeField(field, value, keys[field], values[field])) return false;
    }
    this.byte(Tag.end);
    return true;
  }

  private writeField(field: number, value: unknown, key: string, usual: unknown): boolean {
    if (isEmptyList(value) && isEmptyList(usual)) return true;
    const start = this.at;
    this.at += 2;
    const tag = this.writeValue(value, key);
    if (tag < 0) return false;
    this.view.setUint8(start, tag);
    this.view.setUint8(start + 1, field);
    return true;
  }

  /** Writes the value behind its tag, and returns the tag; -1 for what has none. */
  private writeValue(value: unknown, key: string): number {
    switch (typeof value) {
      case 'number':
        return this.writeNumber(value);
      case 'boolean':
        return value ? Tag.true : Tag.false;
      case 'string':
        return this.writeText(value);
      case 'object':
        return value === null ? Tag.null : this.writeObject(value, key);
      default:
        return -1;
    }
  }

  private writeNumber(value: number): number {
    if (value === this.whole?.firstPacket) return Tag.first;
    const start = this.at;
    if (value !== (value | 0) || Object.is(value, -0)) {
      this.at += 8;
      this.view.setFloat64(start, value);
      return Tag.float64;
    }
    const size = value === (value << 24) >> 24 ? 1 : value === (value << 16) >> 16 ? 2 : 4;
    this.at += size;
    if (size === 1) this.view.setInt8(start, value);
    else if (size === 2) this.view.setInt16(start, value);
    else this.view.setInt32(start, value);
    return size === 1 ? Tag.int8 : size === 2 ? Tag.int16 : Tag.int32;
  }

  private writeText(text: string): number {
    let id = this.textIds.get(text);
    if (id === undefined) {
      if (this.texts.length >= MOST_TEXTS) return -1;
      id = this.texts.push(text) - 1;
      this.textIds.set(text, id);
    }
    this.view.setUint16(this.at, id);
    this.at += 2;
    return Tag.text;
  }

  private writeObject(value: object, key: string): number {
    const { whole } = this;
    if (whole === null) return -1;
    if (key === 'client' || key === 'server') return this.write(value, this.endpoint) ? Tag.nested : -1;
    if (key === 'track') return this.write(value, this.track) ? Tag.nested : -1;
    return value === whole.client ? Tag.client : value === whole.server ? Tag.server : -1;
  }

  private readInto(object: object, { keys }: Template, whole: Connection): void {
    const fields = fieldsOf(object);
    while (true) {
      const tag = this.view.getUint8(this.at++);
      if (tag === Tag.end) return;
      const key = keys[this.view.getUint8(this.at++)];
      if (tag === Tag.nested) this.readNested(fields, key, whole);
      else fields[key] = this.readValue(tag, whole);
    }
  }

  private readNested(fields: Fields, key: string, whole: Connection): void {
    if (key === 'track') fields.track = this.newTrack();
    this.readInto(fields[key] as object, key === 'track' ? this.track : this.endpoint, whole);
  }

  private readValue(tag: number, whole: Connection): unknown {
    const at = this.at;
    switch (tag) {
      case Tag.int8:
        this.at += 1;
        return this.view.getInt8(at);
      case Tag.int16:
        this.at += 2;
        return this.view.getInt16(at);
      case Tag.int32:
        this.at += 4;
        return this.view.getInt32(at);
      case Tag.float64:
        this.at += 8;
        return this.view.getFloat64(at);
      case Tag.text:
        this.at += 2;
        return this.texts[this.view.getUint16(at)];
      case Tag.first:
        return this.first;
      case Tag.client:
        return whole.client;
      case Tag.server:
        return whole.server;
      case Tag.true:
        return true;
      case Tag.false:
        return false;
      default:
        return null;
    }
  }

  private byte(value: number): void {
    this.view.setUint8(this.at++, value);
  }

  private uint32(value: number): void {
    this.view.setUint32(this.at, value);
    this.at += 4;
  }
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** A connection of which nothing is known. */
const blank = (id: ConnectionId): Connection =>
  new Connection(id, packetIndex(0), 'syn', true, connectionId(-1));
