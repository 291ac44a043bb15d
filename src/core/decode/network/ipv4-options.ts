import { type HeaderFields, hexBytes } from '../header-fields';

/** IPv4 option types, https://www.iana.org/assignments/ip-parameters/ */
const NAMES = new Map<number, string>([
  [0, 'End of options list'],
  [1, 'No operation'],
  [7, 'Record route'],
  [68, 'Timestamp'],
  [82, 'Traceroute'],
  [130, 'Security'],
  [131, 'Loose source route'],
  [134, 'Commercial security'],
  [136, 'Stream ID'],
  [137, 'Strict source route'],
  [148, 'Router alert'],
]);

const END = 0;
const NO_OPERATION = 1;

/** The options [start, end) as children of one field. */
export function describeIpv4Options(
  bytes: Uint8Array,
  fields: HeaderFields,
  start: number,
  end: number,
): void {
  const origin = fields.at;
  fields.text('Options', `${end - start} bytes`, start - origin, end - start).children(() => {
    let at = start;
    while (at < end) {
      const type = bytes[at];
      const name = NAMES.get(type) ?? `Option ${type}`;
      const single = type === END || type === NO_OPERATION;
      const length = single ? 1 : at + 1 < end ? bytes[at + 1] : 0;
      if (length === 0 || (!single && length < 2) || at + length > end) {
        fields.text(name, '', at - origin, end - at, 'bad length');
        return;
      }
      fields.text(name, single ? '' : hexBytes(bytes, at + 2, at + length), at - origin, length);
      if (type === END) return;
      at += length;
    }
  });
}
