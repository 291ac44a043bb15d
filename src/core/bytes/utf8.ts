interface Decoder {
  decode(bytes: Uint8Array): string;
}

const { TextDecoder } = globalThis as unknown as { TextDecoder: new (label: string) => Decoder };
const decoder = new TextDecoder('utf-8');

/** UTF-8 as text; what is no UTF-8 becomes U+FFFD. */
export const decodeUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);
