/** The one platform global that text needs. Node, browsers and workers have it; the language's own library does not name it. */
interface Decoder {
  decode(bytes: Uint8Array): string;
}
type DecoderClass = new (label: string, options?: { ignoreBOM?: boolean }) => Decoder;

const { TextDecoder } = globalThis as unknown as { readonly TextDecoder: DecoderClass };

/** Invalid sequences become U+FFFD. */
export const createDecoder = (label: 'utf-8' | 'utf-16le' | 'utf-16be'): Decoder =>
  new TextDecoder(label, { ignoreBOM: true });
