/** Documents: the JSON of a type of the API, checked by the core before it is parsed. */

import { check, type WireType } from "../core/junction_credentials.js";
import { RequestError } from "../errors/classes.js";
import { errorOf } from "../errors/failure.js";
import { requireReady } from "../module/readiness.js";
import { classOf } from "../realm.js";
import { decoded, encoded } from "../utf8.js";

/** The JSON of a document: UTF-8 as files and `response.arrayBuffer()` have it, or text. */
export type JsonText = Uint8Array | ArrayBuffer | string;

/**
 * Reads a document.
 *
 * @throws {ResponseError} Unless it is JSON of the type.
 */
export function read<Type>(type: WireType, json: JsonText): Type {
  requireReady();
  const bytes = bytesOf(json);
  const failure = check(type, bytes);
  if (failure !== undefined) throw errorOf(failure);
  // Text may hold halves of surrogate pairs, which bytes cannot.
  return typeof json === "string" ? parsedText(json) : parsed(bytes);
}

/** What `JSON.parse` makes of bytes that have been checked. */
export function parsed<Type>(bytes: Uint8Array): Type {
  try {
    return parsedText(decoded(bytes));
  } catch {
    // Well-formed as it is, it is longer than the longest string of this runtime.
    const message = "expected JSON that this runtime can hold";
    throw errorOf({ kind: "response", issues: [["", message]] });
  }
}

/** A byte order mark is dropped. */
function parsedText<Type>(text: string): Type {
  return JSON.parse(text.replace(/^\uFEFF/, ""));
}

function bytesOf(json: JsonText): Uint8Array {
  if (typeof json === "string") return encoded(json);
  // To ask for the class takes a tenth of the check of a small page.
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
