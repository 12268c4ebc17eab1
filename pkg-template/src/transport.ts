/** Carries the requests of one call by the caller's `fetch`: the core says what to send, and what comes of it. */

import { Attempt, Ended } from "./attempt.js";
import { complaintAbout, Ending } from "./core/junction_credentials.js";
import type { Fetch, FetchInit } from "./fetch.js";
import { Answer } from "./response.js";
import type { Signal } from "./signal.js";

/** The management key, or what gives it. Absent where somebody else adds it, such as a proxy of the caller. */
export type KeySource = string | (() => unknown) | undefined;

/** What came of sending a request once, as the core reads it. */
interface Outcome {
  readonly ending: Ending;
  readonly detail: string | undefined;
  /** 0 where there is no answer. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Uint8Array | undefined;
}

export class HostTransport {
  /** Every key that was sent. */
  readonly keys = new Set<string>();
  /** The body of the last answer, if it came whole. */
  body: Uint8Array | undefined;
  readonly #fetch: Fetch;
  readonly #key: KeySource;
  readonly #signal: Signal | undefined;

  constructor(fetch: Fetch, key: KeySource, signal: Signal | undefined) {
    this.#fetch = fetch;
    this.#key = key;
    this.#signal = signal;
  }

  /** Sends a request once. */
  async send(
    method: string,
    url: string,
    keyHeader: string,
    traceparent: string | undefined,
    body: string | undefined,
    timeoutMs: number,
    maxBytes: number,
  ): Promise<Outcome> {
    const attempt = new Attempt(timeoutMs, this.#signal);
    let answer: Answer | undefined;
    let ended = new Ended(Ending.Answered);
    this.body = undefined;
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
      answer = new Answer(await attempt.outcome(() => fetch(url, init), Ending.Failed), url);
      this.body = await answer.body(attempt, maxBytes);
      attempt.finish();
    } catch (thrown) {
      attempt.abandon();
      ended = Ended.by(thrown, Ending.NoResponse);
      const isError = answer?.isSuccess === false;
      // An error is known by its status, however its body fares.
      if (isError && ended.ending !== Ending.Aborted) ended = new Ended(Ending.BodyBrokeOff);
    }
    const { ending, detail } = ended;
    const retryAfter = answer?.header("retry-after");
    return { ending, detail, status: answer?.status ?? 0, retryAfter, body: this.body };
  }

  /** Waits. False if the caller aborts meanwhile. */
  async wait(ms: number): Promise<boolean> {
    const attempt = new Attempt(ms, this.#signal);
    const never = attempt.outcome(() => new Promise<never>(() => {}), Ending.Failed);
    const { ending }: Ended = await never.catch((ended) => ended);
    attempt.finish();
    return ending === Ending.TimedOut;
  }

  async #keyFor(attempt: Attempt): Promise<string | undefined> {
    const ask = this.#key;
    if (typeof ask !== "function") return ask;
    const expected = "expected the function to give a string";
    // What the function fails with is not passed on: it may hold the key.
    const key = await attempt.outcome(ask, Ending.KeyRefused, () => `${expected}, but it failed`);
    const complaint = typeof key === "string" ? complaintAbout(key) : expected;
    if (complaint !== undefined) throw new Ended(Ending.KeyRefused, complaint);
    return key as string;
  }
}
