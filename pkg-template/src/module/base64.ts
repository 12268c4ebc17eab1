/** Decodes base64 with the fastest function that the runtime has. */

interface FromBase64 {
  fromBase64?(text: string): Uint8Array;
}

interface FromText {
  from(text: string, encoding: "base64"): Uint8Array;
}

export function decode(base64: string): Uint8Array {
  const { Buffer, Uint8Array: bytes } = globalThis as { Buffer?: FromText; Uint8Array: FromBase64 };
  if (bytes.fromBase64) return bytes.fromBase64(base64);
  if (Buffer) return Buffer.from(base64, "base64");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
