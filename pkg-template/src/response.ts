/** What `fetch` gave, looked at without trust: it may come from another realm, be a stand-in, or be no response at all. */

import { type Attempt, Ended } from "./attempt.js";
import * as endings from "./core/endings.js";
import { classOf } from "./realm.js";

/** A response as far as it has been looked at. */
interface Given {
  readonly status: number;
  readonly type?: unknown;
  readonly headers: { get(name: string): unknown };
  readonly body?: { getReader?(): Reader | undefined } | null;
  arrayBuffer(): Promise<unknown>;
}

interface Reader {
  read(): Promise<{ done?: unknown; value?: unknown }>;
}

export class Answer {
  readonly status: number;
  readonly #given: Given;

  /** @throws {Ended} For a redirect, with the origin that it leads to where it tells one, and for what is no response. */
  constructor(given: unknown, requested: string) {
    const { status, type, headers, arrayBuffer } = given as Given;
    this.#given = given as Given;
    this.status = status;
    // In place of a redirect browsers give an answer without status and headers.
    if (type === "opaqueredirect") throw new Ended(endings.Redirected);
    const isResponse =
      typeof status === "number" &&
      status >= 100 &&
      status < 1000 &&
      typeof headers.get === "function" &&
      typeof arrayBuffer === "function";
    if (!isResponse) throw new Ended(endings.NoResponse);
    const location = status >= 300 && status < 400 ? this.header("location") : undefined;
    if (location !== undefined) throw new Ended(endings.Redirected, originOf(location, requested));
  }

  get isSuccess(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  header(name: string): string | undefined {
    try {
      const value = this.#given.headers.get(name);
      return typeof value === "string" ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** The body: in one piece where it says that it is not too long, and else piece by piece until it is. */
  async body(attempt: Attempt, maxBytes: number): Promise<Uint8Array> {
    const given = this.#given;
    // No number where none is told.
    const length = Number(this.header("content-length") || undefined);
    if (length > maxBytes) throw new Ended(endings.BodyTooLong);
    // Of another origin browsers tell the length, and hide that it is that of a compressed body.
    const isKnown = length >= 0 && given.type !== "cors" && this.header("content-encoding") === undefined;
    // It throws where somebody else reads the stream, or has read it.
    const open = () => (isKnown ? undefined : given.body?.getReader?.());
    const reader = await attempt.outcome(open, endings.BodyBrokeOff);
    if (reader) return pieces(reader, attempt, maxBytes);
    const buffer = await attempt.outcome(() => given.arrayBuffer(), endings.BodyBrokeOff);
    // It throws for a buffer whose bytes have been taken away.
    const bytes = new Uint8Array(tagged(buffer, "ArrayBuffer"));
    if (bytes.length > maxBytes) throw new Ended(endings.BodyTooLong);
    return bytes;
  }
}

async function pieces(reader: Reader, attempt: Attempt, maxBytes: number): Promise<Uint8Array> {
  const found: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await attempt.outcome(() => reader.read(), endings.BodyBrokeOff);
    if (done) break;
    const piece: Uint8Array = tagged(value, "Uint8Array");
    found.push(piece);
    length += piece.length;
    if (length > maxBytes) throw new Ended(endings.BodyTooLong);
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const piece of found) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

/** A value that is of a class of the language. */
function tagged<Value>(value: unknown, name: string): Value {
  if (classOf(value) === name) return value as Value;
  throw new Ended(endings.NoResponse);
}

function originOf(location: string, requested: string): string | undefined {
  try {
    const { origin } = new URL(location, requested);
    return origin === "null" ? undefined : origin;
  } catch {
    return undefined;
  }
}
