/** Carries the requests of one call by the caller's `fetch`: the core says what to send, and what comes of it. */

import { Attempt, Ended } from "./attempt.js";
import * as endings from "./core/endings.js";
import { complaintAbout, type Ending } from "./core/junction_credentials.js";
import type { Fetch, FetchInit } from "./fetch.js";
import { Answer } from "./response.js";
import { retryAfterMs } from "./retry-after.js";
import type { Signal } from "./signal.js";

/** The management key, or what gives it. Absent where somebody else adds it, such as a proxy of the caller. */
export type KeySource = string | (() => unknown) | undefined;

/** What came of sending a request once. The core reads it, but for the detail. */
export interface Outcome {
  readonly ending: Ending;
  /** What is known beyond the ending: the code of a failure, the origin of a redirect, what was expected of a key. */
  readonly detail: string | undefined;
  /** The status of the answer. 0 if there is none. */
  readonly status: number;
  /** How long the answer asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** The body of the answer. Empty if it did not come whole. */
  readonly body: Uint8Array;
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
    if (delayMs > 0) await this.#wait(delayMs);
    const attempt = new Attempt(timeoutMs, this.#signal);
    let answer: Answer | undefined;
    let bytes: Uint8Array = new Uint8Array();
    let ended = new Ended(endings.Answered);
    try {
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
      const fetch = this.#fetch;
      const search = String(query ?? "");
      const url = search ? `${path}?${search}` : path;
      answer = new Answer(await attempt.outcome(() => fetch(url, init), endings.Failed), url);
      bytes = await answer.body(attempt, maxBytes);
      attempt.finish();
    } catch (thrown) {
      attempt.abandon();
      ended = Ended.by(thrown, endings.NoResponse);
      // An error is known by its status, however its body fares.
      if (answer?.isSuccess === false && ended.ending !== endings.Aborted) {
        ended = new Ended(endings.BodyBrokeOff);
      }
    }
    const outcome = {
      ending: ended.ending,
      detail: ended.detail,
      status: answer?.status ?? 0,
      retryAfterMs: retryAfterMs(answer?.header("retry-after")),
      body: bytes,
    };
    this.outcomes.push(outcome);
    return outcome;
  }

  /** Waits until the time is over, or the caller aborts. */
  async #wait(ms: number): Promise<void> {
    const attempt = new Attempt(ms, this.#signal);
    await attempt.outcome(() => new Promise<never>(() => {}), endings.Failed).catch(() => {});
    attempt.finish();
  }

  async #keyFor(attempt: Attempt): Promise<string | undefined> {
    const ask = this.#key;
    if (typeof ask !== "function") return ask;
    const expected = "expected the function to give a string";
    // What the function fails with is not passed on: it may hold the key.
    const key = await attempt.outcome(ask, endings.KeyRefused, () => `${expected}, but it failed`);
    const complaint = typeof key === "string" ? complaintAbout(key) : expected;
    if (complaint !== undefined) throw new Ended(endings.KeyRefused, complaint);
    return key as string;
  }
}
