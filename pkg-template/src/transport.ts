/** Carries the requests of one call by the caller's `fetch`: the core says what to send, and what comes of it. */

import { Attempt, Ended } from "./attempt.js";
import * as endings from "./core/endings.js";
import { complaintAbout, type Ending } from "./core/junction_credentials.js";
import type { Fetch, FetchInit } from "./fetch.js";
import { failing } from "./network.js";
import { Answer } from "./response.js";
import { retryAfterMs } from "./retry-after.js";
import type { Signal } from "./signal.js";

/** The management key, or what gives it. Absent where somebody else adds it, such as a proxy of the caller. */
export type KeySource = string | (() => unknown) | undefined;

/** What came of sending a request once. The core reads it, but for the detail. */
export interface Outcome {
  readonly ending: Ending;
  /** What is known beyond the ending: the code of a failure, the origin of a redirect, what was expected of a key. */
  readonly detail?: string | undefined;
  /** The status of the answer. */
  readonly status?: number;
  /** How long the answer asks to wait. */
  readonly retryAfterMs?: number | undefined;
  /** The body of the answer, if it came whole. */
  readonly body?: Uint8Array;
}

export class HostTransport {
  /** Every key that was sent. */
  readonly keys = new Set<string>();
  /** What came of each attempt. */
  readonly outcomes: Outcome[] = [];
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
    if (delayMs > 0 && !(await this.#wait(delayMs))) return { ending: endings.Aborted };
    const search = String(query ?? "");
    const url = search ? `${path}?${search}` : path;
    const headers: Record<string, string> = { accept: "application/json" };
    if (traceparent !== undefined) headers.traceparent = traceparent;
    if (body !== undefined) headers["content-type"] = "application/json";
    const attempt = new Attempt(timeoutMs, this.#signal);
    const outcome = await this.#outcome(attempt, async () => {
      const key = await this.#keyFor(attempt);
      if (key !== undefined) {
        headers[keyHeader] = key;
        this.keys.add(key);
      }
      const init: FetchInit = { method, headers, redirect: "manual", signal: attempt.signal };
      if (body !== undefined) init.body = body;
      return this.#answerTo(url, init, attempt, maxBytes);
    });
    this.outcomes.push(outcome);
    return outcome;
  }

  async #outcome(attempt: Attempt, step: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await step();
    } catch (thrown) {
      return thrown instanceof Ended ? thrown : { ending: endings.NoResponse };
    } finally {
      attempt.end();
    }
  }

  /** False if the caller aborts meanwhile. */
  async #wait(ms: number): Promise<boolean> {
    const attempt = new Attempt(ms, this.#signal);
    try {
      attempt.goOn();
      return await attempt.outcome(new Promise<never>(() => {}));
    } catch (thrown) {
      return thrown instanceof Ended && thrown.ending === endings.TimedOut;
    } finally {
      attempt.end();
    }
  }

  async #keyFor(attempt: Attempt): Promise<string | undefined> {
    attempt.goOn();
    const ask = this.#key;
    if (typeof ask !== "function") return ask;
    let key: unknown;
    try {
      key = await attempt.outcome(ask());
    } catch (thrown) {
      if (thrown instanceof Ended) throw thrown;
      // What the function fails with is not passed on: it may hold the key.
      throw new Ended(endings.KeyRefused, "expected the function to give a string, but it failed");
    }
    if (typeof key !== "string")
      throw new Ended(endings.KeyRefused, "expected the function to give a string");
    const complaint = complaintAbout(key);
    if (complaint !== undefined) throw new Ended(endings.KeyRefused, complaint);
    return key;
  }

  async #answerTo(url: string, init: FetchInit, attempt: Attempt, maxBytes: number): Promise<Outcome> {
    const fetch = this.#fetch;
    const answer = new Answer(await failing(endings.Failed, () => attempt.outcome(fetch(url, init))));
    answer.refuseRedirect(url);
    const { status } = answer;
    // A success asks for nothing.
    const wanted = answer.isSuccess ? undefined : retryAfterMs(answer.header("retry-after"));
    try {
      const body = await answer.body(attempt, maxBytes);
      attempt.finish();
      return { ending: endings.Answered, status, retryAfterMs: wanted, body };
    } catch (thrown) {
      // The bytes of a buffer may have been taken away.
      const { ending, detail } = thrown instanceof Ended ? thrown : new Ended(endings.NoResponse);
      // An error is known by its status, however its body fares.
      if (ending === endings.Aborted || (ending === endings.TimedOut && answer.isSuccess)) throw thrown;
      const told = ending === endings.TimedOut ? endings.BodyBrokeOff : ending;
      return { ending: told, detail, status, retryAfterMs: wanted };
    }
  }
}
