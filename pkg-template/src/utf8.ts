/** UTF-8: bytes as text, and text as bytes. */

// Created on first use: jsdom has neither class, and importing this package must work there.
let textDecoder: InstanceType<typeof TextDecoder> | undefined;
let textEncoder: InstanceType<typeof TextEncoder> | undefined;

/** Drops a byte order mark in front. */
export const decoder = {
  decode(bytes?: Uint8Array): string {
    textDecoder ??= new TextDecoder();
    return textDecoder.decode(bytes);
  },
};

export const encoder = {
  encode(text: string): Uint8Array {
    textEncoder ??= new TextEncoder();
    return textEncoder.encode(text);
  },
};
