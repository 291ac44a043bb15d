import { createDecoder } from './platform-text';

/**
 * A source file's text: UTF-16 of either byte order where a byte order mark says so, else UTF-8, as VS Code opens it.
 * Invalid sequences become U+FFFD; a byte order mark is left out.
 */
export function decodedSource(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = createDecoder(label).decode(bytes);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
