/** Reads what `fetch` returned. It is not trusted: it may come from another realm, be a stand-in, or be no response. */

import { classOf } from "../class-of.js";
import * as endings from "../core/endings.js";
import type { ResponseHead } from "../core/junction_credentials.js";
import { type Attempt, Stopped } from "./attempt.js";

/** The parts of a response that are used. */
interface Given {
  readonly status: number;
  readonly type?: unknown;
  readonly headers: { get(name: string): unknown };
  readonly body?: { getReader?(): Reader | undefined } | null;
  arrayBuffer(): Promise<unknown>;
}

interface Reader {
  read(): Promise<unknown>;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A response whose status has been read. */
export class Received implements ResponseHead {
  readonly status: number;
  readonly type: string;
  readonly #given: Given;

  /** @throws If this is not a response. */
  constructor(given: unknown) {
    const { status, type, headers, arrayBuffer } = given as Given;
    this.#given = given as Given;
    this.status = status;
    this.type = typeof type === "string" ? type : "";
    // For a redirect, browsers return a response without status and headers.
    if (type === "opaqueredirect") return;
    const isResponse =
      typeof status === "number" &&
      status >= 100 &&
      status < 1000 &&
      typeof headers.get === "function" &&
      typeof arrayBuffer === "function";
    if (!isResponse) throw new TypeError();
  }

  originOf(location: string, url: string): string {
    try {
      const { origin } = new URL(location, url);
      return origin === "null" ? "" : origin;
    } catch {
      return "";
    }
  }

  /** Reads the body: whole, or in pieces until it is too long. */
  async body(attempt: Attempt, inPieces: boolean, maxBytes: number): Promise<Bytes> {
    const given = this.#given;
    // `getReader()` throws if somebody else reads the stream or has read it.
    const reader = inPieces ? await attempt.outcome(() => given.body?.getReader?.()) : undefined;
    if (reader) return pieces(reader, attempt, maxBytes);
    const buffer = await attempt.outcome(() => given.arrayBuffer());
    const bytes = bytesOf(buffer);
    if (bytes.length > maxBytes) throw new Stopped(endings.TooLong);
    return bytes;
  }

  /** Returns the value of a header. Stand-ins may return anything but a string, or throw. */
  header(name: string): string {
    try {
      const value = this.#given.headers.get(name);
      // Node 20.0 does not remove surrounding white space.
      return typeof value === "string" ? value.trim() : "";
    } catch {
      return "";
    }
  }
}

async function pieces(reader: Reader, attempt: Attempt, maxBytes: number): Promise<Bytes> {
  const found: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const given = await attempt.outcome(() => reader.read());
    const piece = pieceOf(given);
    if (piece === undefined) break;
    found.push(piece);
    length += piece.length;
    if (length > maxBytes) throw new Stopped(endings.TooLong);
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const piece of found) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

/**
 * Returns the bytes of a buffer.
 *
 * @throws {Stopped} If it is not a buffer, or if it was detached.
 */
function bytesOf(buffer: unknown): Bytes {
  return usable(() => new Uint8Array(tagged<ArrayBuffer>(buffer, "ArrayBuffer")));
}

/** Returns the bytes from a reader. Undefined at the end. */
function pieceOf(given: unknown): Uint8Array | undefined {
  return usable(() => {
    const { done, value } = given as { done?: unknown; value?: unknown };
    return done ? undefined : tagged(value, "Uint8Array");
  });
}

/** @throws {Stopped} If reading a property of a foreign object throws, or if it has an unexpected value. */
export function usable<Value>(look: () => Value): Value {
  try {
    return look();
  } catch {
    throw new Stopped(endings.Unusable);
  }
}

/** Returns a value if it is of the named built-in class, and throws otherwise. */
function tagged<Value>(value: unknown, name: string): Value {
  if (classOf(value) === name) return value as Value;
  throw new TypeError();
}
