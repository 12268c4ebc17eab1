/** Carries the requests of one call by the caller's `fetch`: the core says what to send, and what comes of it. */

import { Attempt, Ended } from "./attempt.js";
import { complaintAbout, Ending } from "./core/junction_credentials.js";
import type { Fetch, FetchInit } from "./fetch.js";
import { failing } from "./network.js";
import { Answer } from "./response.js";
import { retryAfterMs } from "./retry-after.js";
import type { Signal } from "./signal.js";

/** The management key, or what gives it. Absent where somebody else adds it, such as a proxy of the caller. */
export type KeySource = string | (() => unknown) | undefined;

/** What came of sending a request once, as the core reads it. */
interface Outcome {
  readonly ending: Ending;
  readonly detail?: string | undefined;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly body?: Uint8Array;
}

export class HostTransport {
  /** Every key that was sent. */
  readonly keys = new Set<string>();
  /** The body of the last answer. */
  body: Uint8Array | undefined;
  readonly #fetch: Fetch;
  readonly #key: KeySource;
  readonly #signal: Signal | undefined;

  constructor(fetch: Fetch, key: KeySource, signal: Signal | undefined) {
    this.#fetch = fetch;
    this.#key = key;
    this.#signal = signal;
  }

  /** Sends a request once, after a wait. */
  async send(
    delayMs: number,
    method: string,
    path: string,
    query: URLSearchParams | undefined,
    keyHeader: string,
    traceparent: string | undefined,
    body: string | undefined,
    timeoutMs: number,
    maxBytes: number,
  ): Promise<Outcome> {
    if (delayMs > 0 && !(await this.#wait(delayMs))) return { ending: Ending.Aborted };
    const attempt = new Attempt(timeoutMs, this.#signal);
    try {
      const url = query ? `${path}?${query}` : path;
      const key = await this.#keyFor(attempt);
      const headers: Record<string, string> = { accept: "application/json" };
      if (key !== undefined) {
        headers[keyHeader] = key;
        this.keys.add(key);
      }
      if (traceparent !== undefined) headers.traceparent = traceparent;
      const init: FetchInit = { method, headers, redirect: "manual", signal: attempt.signal };
      if (body !== undefined) {
        headers["content-type"] = "application/json";
        init.body = body;
      }
      return await this.#answerTo(url, init, attempt, maxBytes);
    } catch (thrown) {
      attempt.abandon();
      return thrown instanceof Ended ? thrown : { ending: Ending.NoResponse };
    }
  }

  /** False if the caller aborts meanwhile. */
  async #wait(ms: number): Promise<boolean> {
    const attempt = new Attempt(ms, this.#signal);
    try {
      attempt.goOn();
      return await attempt.outcome(new Promise<never>(() => {}));
    } catch (thrown) {
      return thrown instanceof Ended && thrown.ending === Ending.TimedOut;
    } finally {
      attempt.finish();
    }
  }

  async #keyFor(attempt: Attempt): Promise<string | undefined> {
    attempt.goOn();
    if (typeof this.#key !== "function") return this.#key;
    const ask = this.#key;
    let key: unknown;
    try {
      key = await attempt.outcome(ask());
    } catch (thrown) {
      if (thrown instanceof Ended) throw thrown;
      // What the function fails with is not passed on: it may hold the key.
      throw new Ended(Ending.KeyRefused, "expected the function to give a string, but it failed");
    }
    if (typeof key !== "string") throw new Ended(Ending.KeyRefused, "expected the function to give a string");
    const complaint = complaintAbout(key);
    if (complaint !== undefined) throw new Ended(Ending.KeyRefused, complaint);
    return key;
  }

  async #answerTo(url: string, init: FetchInit, attempt: Attempt, maxBytes: number): Promise<Outcome> {
    const fetch = this.#fetch;
    const answer = new Answer(await failing(Ending.Failed, () => attempt.outcome(fetch(url, init))));
    answer.refuseRedirect(url);
    const { status } = answer;
    // A success asks for nothing.
    const wanted = answer.isSuccess ? undefined : retryAfterMs(answer.header("retry-after"));
    try {
      this.body = await answer.body(attempt, maxBytes);
    } catch (thrown) {
      // The bytes of a buffer may have been taken away.
      const { ending, detail } = thrown instanceof Ended ? thrown : new Ended(Ending.NoResponse);
      // An error is known by its status, however its body fares.
      if (ending === Ending.Aborted || (ending === Ending.TimedOut && answer.isSuccess)) throw thrown;
      attempt.abandon();
      const told = ending === Ending.TimedOut ? Ending.BodyBrokeOff : ending;
      return { ending: told, detail, status, retryAfterMs: wanted };
    }
    attempt.finish();
    return { ending: Ending.Answered, status, retryAfterMs: wanted, body: this.body };
  }
}
