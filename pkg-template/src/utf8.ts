/** Converts between bytes in UTF-8 and text. */

// Created on first use: jsdom has neither class, and importing this package must work there.
let decoder: InstanceType<typeof TextDecoder> | undefined;
let encoder: InstanceType<typeof TextEncoder> | undefined;

/** Keeps a byte order mark at the start. */
export function decoded(bytes: Uint8Array): string {
  decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes);
}

export function encoded(text: string): Uint8Array {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}
