import { u32le } from '../../bytes';
import { HeaderFields } from '../header-fields';
import { linkStep } from '../names/link-steps';
import { linkTypeName } from '../names/link-types';
import type { Step } from '../step';
import type { Walk } from '../walk';

const FIXED_FIELDS = 12;
const INTERFACE_NAME = 12;
const NAME_SIZE = 24;
const PROCESS_ID = 52;
const COMMAND_NAME = 56;
const COMMAND_SIZE = 17;

/**
 * Apple's PKTAP: header length, record type, link type of the frame behind (a DLT_ number), then interface and
 * process; little-endian, as on every Mac that can write it.
 */
export function pktap(walk: Walk): Step {
  const at = walk.at;
  const bytes = walk.bytes;
  if (walk.limit - at < FIXED_FIELDS) return walk.short('PKTAP', at, FIXED_FIELDS);
  const size = u32le(bytes, at);
  const linkType = u32le(bytes, at + 8);
  walk.headerAt = at;
  if (size < FIXED_FIELDS || size > 0xffff) return walk.malformed('PKTAP', at);
  if (walk.limit - at < size) return walk.short('PKTAP', at, size);
  if (walk.sink !== null) {
    const fields = new HeaderFields(walk, walk.sink, 'PKTAP', at, size)
      .text('Header length', String(size), 0, 4)
      .text('Record type', String(u32le(bytes, at + 4)), 4, 4)
      .text('Link type', `${linkType} (${linkTypeName(linkType)})`, 8, 4);
    if (size >= INTERFACE_NAME + NAME_SIZE) {
      fields.text(
        'Interface',
        zeroTerminated(bytes, at + INTERFACE_NAME, NAME_SIZE),
        INTERFACE_NAME,
        NAME_SIZE,
      );
    }
    if (size >= COMMAND_NAME + COMMAND_SIZE) {
      fields
        .text('Process ID', String(u32le(bytes, at + PROCESS_ID) | 0), PROCESS_ID, 4)
        .text('Command', zeroTerminated(bytes, at + COMMAND_NAME, COMMAND_SIZE), COMMAND_NAME, COMMAND_SIZE);
    }
  }
  walk.linkType = linkType;
  return walk.go(linkStep(linkType), at + size);
}

function zeroTerminated(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let i = at; i < at + size && bytes[i] !== 0; i++) {
    text += bytes[i] >= 0x20 && bytes[i] < 0x7f ? String.fromCharCode(bytes[i]) : '.';
  }
  return text;
}
