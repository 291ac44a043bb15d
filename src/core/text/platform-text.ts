/** The platform globals that text needs. Node, browsers and workers have them; the language's own library does not name them. */
interface Decoder {
  decode(bytes: Uint8Array): string;
}
type DecoderClass = new (label: string, options?: { ignoreBOM?: boolean }) => Decoder;
type EncoderClass = new () => { encode(text: string): Uint8Array };

const { TextDecoder, TextEncoder } = globalThis as unknown as {
  readonly TextDecoder: DecoderClass;
  readonly TextEncoder: EncoderClass;
};

/** Invalid sequences become U+FFFD. */
export const createDecoder = (label: 'utf-8' | 'utf-16le' | 'utf-16be'): Decoder =>
  new TextDecoder(label, { ignoreBOM: true });

/** A lone surrogate becomes U+FFFD. */
export const encodeUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
