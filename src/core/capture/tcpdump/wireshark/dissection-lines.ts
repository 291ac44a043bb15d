import { COLUMN_TITLES, KNOWN_FIELDS, type PacketFields } from './packet-fields';

const knownFields = new Set(KNOWN_FIELDS);

/** `-T ek` writes `tcp.seq_raw` as `tcp_tcp_seq_raw`, and as `tcp_seq_raw` where it was asked for. */
const elasticNames: ReadonlyMap<string, string> = new Map(
  KNOWN_FIELDS.flatMap((name) => {
    const plain = name.replaceAll('.', '_');
    const layer = name.slice(0, name.indexOf('.'));
    return [
      [plain, name],
      [`${layer}_${plain}`, name],
    ];
  }),
);

/** One line of `tshark -T ek`, or one packet of `-T json` on one line; null: it is none. */
export function readElasticLine(text: string): PacketFields | null {
  if (!/^\s*[[{,]/.test(text) || !/"layers"\s*:/.test(text)) return null;
  const fields: PacketFields = new Map();
  for (const match of text.matchAll(/"([\w.]{4,60})"\s*:\s*\[?\s*(?:"([^"]{0,200})"|(true|false))/g))
    setField(match[1], match[2] ?? match[3], fields);
  if (/"icmp(?:v6)?"\s*:/.test(text)) fields.set('icmp.type', '3');
  return fields.size === 0 ? null : fields;
}

function setField(key: string, value: string, fields: PacketFields): void {
  const name = knownFields.has(key) ? key : elasticNames.get(key);
  if (name !== undefined) fields.set(name, value);
}

/** Lines that a packet of `-T json` or `-T pdml` may take; what is longer is dropped. */
const MOST_LINES = 20_000;

/** Columns of `-T psml` that a paste without its `<structure>` has. */
const DEFAULT_TITLES = ['No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info'];

/** A packet that is printed over many lines, one field each: `tshark -T json`, `-T pdml`, and of `-T psml` one column each. */
export class DissectionLines {
  private fields: PacketFields | null = null;
  /** The key whose value stands on the next line. */
  private openKey = '';
  private lines = 0;
  private titles: string[] = [];
  private columns: string[] | null = null;

  /** The packet has begun and not ended. */
  get isOpen(): boolean {
    return this.fields !== null;
  }

  /** Adds a line; the fields of a packet that ends on it, else null. */
  line(text: string): PacketFields | null {
    if (this.fields === null) {
      if (text.includes('<structure>')) this.titles = [];
      else this.titles.push(...sectionsIn(text));
      if (beginsPacket(text)) this.fields = new Map();
      this.columns = null;
      this.openKey = '';
      this.lines = 0;
      return null;
    }
    if (++this.lines > MOST_LINES) this.fields = null;
    else if (/^ {2}\}|^\s*<\/packet>/.test(text)) return this.finish();
    else this.add(text, this.fields);
    return null;
  }

  private finish(): PacketFields | null {
    const { fields, columns } = this;
    this.fields = null;
    if (fields !== null && columns !== null) this.addColumns(columns, fields);
    return fields;
  }

  private addColumns(columns: readonly string[], fields: PacketFields): void {
    const titles = this.titles.length > 0 ? this.titles : DEFAULT_TITLES;
    for (const [at, title] of titles.entries()) {
      const name = COLUMN_TITLES.get(title.toLowerCase());
      if (name !== undefined && columns[at] !== undefined) fields.set(name, columns[at]);
    }
  }

  private add(text: string, fields: PacketFields): void {
    if (text.includes('<section')) {
      this.columns = [...(this.columns ?? []), ...sectionsIn(text)];
      return;
    }
    const member = /^\s*"([\w.]{2,60})":\s*(?:"([^"]{0,200})"|(\[|\{))?/.exec(text);
    if (member !== null) {
      this.openKey = member[3] === '[' ? member[1] : '';
      if (member[2] !== undefined) setField(member[1], member[2], fields);
      else if (member[1] === 'icmp' || member[1] === 'icmpv6') fields.set('icmp.type', '3');
      return;
    }
    if (this.openKey !== '') this.addElement(text, fields);
    else addMarkup(text, fields);
  }

  private addElement(text: string, fields: PacketFields): void {
    const element = /^\s*"([^"]{0,200})"/.exec(text);
    if (element === null) this.openKey = '';
    else setField(this.openKey, element[1], fields);
  }
}

const sectionsIn = (text: string): string[] =>
  [...text.matchAll(/<section>(.{0,2000}?)<\/section>|<section\/>/g)].map(([, value = '']) => value);

const beginsPacket = (text: string): boolean => /^ {4}"_index":|^ {4}"_source":|^\s*<packet>/.test(text);

function addMarkup(text: string, fields: PacketFields): void {
  const field = /<field name="([\w.]{2,60})".{0,400}? show="([^"]{0,200})"/.exec(text);
  if (field !== null) setField(field[1], field[2], fields);
  else if (/<proto name="icmp(?:v6)?"/.test(text)) fields.set('icmp.type', '3');
}
