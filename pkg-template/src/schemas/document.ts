/** Parses JSON of a type of the API, after the core has validated it. */

import { classOf } from "../class-of.js";
import { check, type WireType } from "../core/junction_credentials.js";
import { RequestError } from "../errors/classes.js";
import { responseError } from "../errors/failure.js";
import { requireReady } from "../module/readiness.js";
import { decoded, encoded } from "../utf8.js";

/** JSON as bytes in UTF-8, for example from a file or from `response.arrayBuffer()`, or as text. */
export type JsonText = Uint8Array | ArrayBuffer | string;

/**
 * Validates and parses JSON.
 *
 * @throws {ResponseError} If it is not JSON of this type.
 */
export function read<Type>(type: WireType, json: JsonText): Type {
  requireReady();
  const bytes = bytesOf(json);
  const issues = check(type, bytes);
  if (issues) throw responseError("document", issues);
  // The text, not the bytes: it may contain lone surrogates, which UTF-8 cannot represent.
  return typeof json === "string" ? parsedText(json) : parsed(bytes);
}

/** Parses bytes that the core has validated. */
export function parsed<Type>(bytes: Uint8Array): Type {
  try {
    return parsedText(decoded(bytes));
  } catch {
    // The JSON is valid, so this error means that it is longer than the longest string of the runtime.
    throw responseError("document", [["", "expected JSON that this runtime can hold"]]);
  }
}

/** Parses a text that the core has validated. A byte order mark is removed. */
export function parsedText<Type>(text: string): Type {
  return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
}

function bytesOf(json: JsonText): Uint8Array {
  if (typeof json === "string") return encoded(json);
  // Fast path: `classOf` takes a tenth of the time that validating a small page takes.
  if (json instanceof Uint8Array) return json;
  switch (classOf(json)) {
    case "Uint8Array":
      return json as unknown as Uint8Array;
    case "ArrayBuffer":
      return new Uint8Array(json as ArrayBuffer);
    default: {
      const message = "expected a Uint8Array, an ArrayBuffer or a string";
      throw new RequestError(message, [{ path: "", message }]);
    }
  }
}
