/** What `fetch` gave, looked at without trust: it may come from another realm, be a stand-in, or be no response at all. */

import { type Attempt, Ended } from "./attempt.js";
import * as endings from "./core/endings.js";
import { failing } from "./network.js";
import { classOf } from "./realm.js";

/** A response as far as it has been looked at. */
interface Given {
  readonly status: number;
  readonly type?: unknown;
  readonly headers: { get(name: string): unknown };
  readonly body?: { getReader?(): { read(): Promise<{ done?: unknown; value?: unknown }> } } | null;
  arrayBuffer(): Promise<unknown>;
}

export class Answer {
  readonly status: number;
  readonly #given: Given;
  /** In place of a redirect browsers give an answer without status and headers. */
  readonly #isHidden: boolean;

  /** @throws {Ended} For what is no response. */
  constructor(given: unknown) {
    const { status, type, headers, arrayBuffer } = given as Given;
    this.#given = given as Given;
    this.status = status;
    this.#isHidden = !(status >= 100 && status < 1000);
    const isResponse =
      typeof status === "number" &&
      (!this.#isHidden || type === "opaqueredirect") &&
      typeof headers.get === "function" &&
      typeof arrayBuffer === "function";
    if (!isResponse) throw new Ended(endings.NoResponse);
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

  /** @throws {Ended} If this is a redirect, with the origin that it leads to where it tells one. */
  refuseRedirect(requested: string): void {
    if (this.#isHidden) throw new Ended(endings.Redirected);
    const location = this.header("location");
    if (this.status >= 300 && this.status < 400 && location !== undefined) {
      throw new Ended(endings.Redirected, originOf(location, requested));
    }
  }

  /** The body: in one piece where it says that it is not too long, and else piece by piece until it is. */
  async body(attempt: Attempt, maxBytes: number): Promise<Uint8Array> {
    const declared = this.header("content-length");
    const isDeclared = declared !== undefined && /^\d+$/.test(declared);
    if (isDeclared && Number(declared) > maxBytes) throw new Ended(endings.BodyTooLong);
    const mayBeLonger = !isDeclared || this.header("content-encoding") !== undefined;
    const stream = mayBeLonger ? this.#stream() : undefined;
    return stream ? pieces(stream, attempt, maxBytes) : this.#whole(attempt, maxBytes);
  }

  #stream() {
    try {
      const { body } = this.#given;
      return typeof body?.getReader === "function" ? body : undefined;
    } catch {
      return undefined;
    }
  }

  async #whole(attempt: Attempt, maxBytes: number): Promise<Uint8Array> {
    const read = () => this.#given.arrayBuffer();
    const buffer = await failing(endings.BodyBrokeOff, () => attempt.outcome(read()));
    if (classOf(buffer) !== "ArrayBuffer") throw new Ended(endings.NoResponse);
    // It throws for a buffer whose bytes have been taken away.
    const bytes = new Uint8Array(buffer as ArrayBuffer);
    if (bytes.length > maxBytes) throw new Ended(endings.BodyTooLong);
    return bytes;
  }
}

async function pieces(
  stream: NonNullable<Given["body"]>,
  attempt: Attempt,
  maxBytes: number,
): Promise<Uint8Array> {
  const found: Uint8Array[] = [];
  let length = 0;
  // It throws where somebody else reads the stream, or has read it.
  const reader = await failing(endings.BodyBrokeOff, async () => stream.getReader?.());
  for (;;) {
    const piece = await failing(endings.BodyBrokeOff, () => attempt.outcome(reader?.read()));
    if (piece?.done) break;
    const value = piece?.value;
    if (classOf(value) !== "Uint8Array") throw new Ended(endings.NoResponse);
    found.push(value as Uint8Array);
    length += (value as Uint8Array).length;
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

function originOf(location: string, requested: string): string | undefined {
  try {
    const { origin } = new URL(location, requested);
    return origin === "null" ? undefined : origin;
  } catch {
    return undefined;
  }
}
