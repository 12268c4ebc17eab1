/** Carries out the steps of one call in the async context of its caller: the core says what to do, and what it means. */

import * as endings from "../core/endings.js";
import type {
  CallRequest,
  Core,
  Failure,
  Host,
  HttpRequest,
  Outcome,
  RequestHeaders,
} from "../core/junction_credentials.js";
import { checked, errorOf } from "../errors/failure.js";
import { Attempt, Stopped } from "./attempt.js";
import type { Fetch, FetchInit } from "./fetch.js";
import { Received, usable } from "./response.js";
import { reasonOf, type Signal } from "./signal.js";

/** What a call asks of its caller. */
export interface Caller {
  readonly fetch: Fetch;
  /** Gives the management key. Absent where the core knows it, or somebody else adds it. */
  readonly key: (() => unknown) | undefined;
  readonly signal: Signal | undefined;
}

/**
 * Makes a call, and gives the body of its response.
 *
 * Everything that runs the caller's code is awaited by this very function, and so in the async context of the caller.
 *
 * @throws The error class of whatever the call fails with.
 */
export async function carry(core: Core, request: CallRequest, caller: Caller): Promise<Uint8Array> {
  const steps = new Steps(caller);
  const call = checked(() => core.call(request, steps));
  while (call.advance()) await steps.carryOut();
  call.free();
  const { body, failure, attempts, thrown } = steps;
  if (failure === undefined) return body;
  if (failure.kind === "aborted") throw reasonOf(caller.signal as Signal);
  if (failure.kind === "passedOn") throw thrown;
  throw errorOf(failure, { attempts, thrown });
}

/** The steps of one call. The core leaves each of them here, and the function of the call has it carried out. */
class Steps implements Host {
  /** The body that was read last. */
  body = new Uint8Array();
  /** How many attempts there were, once the call has ended. */
  attempts = 0;
  /** How the call failed, if it did. */
  failure: Failure | undefined;
  /** What the caller's code threw last. */
  thrown: unknown;
  readonly #caller: Caller;
  #attempt: Attempt | undefined;
  #response: Received | undefined;
  /** The step that the core left last. */
  #step: (() => Promise<Outcome>) | undefined;
  /** Tells the core what it came to. */
  #settle: ((outcome: Outcome) => void) | undefined;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Carries out the step that the core left last. It never rejects. */
  async carryOut(): Promise<void> {
    const { signal } = this.#caller;
    let outcome = signal?.aborted
      ? undefined
      : await this.#step?.().catch((thrown) => this.#stopped(Stopped.by(thrown)));
    // However a step ends, once the caller has aborted.
    if (!outcome || signal?.aborted) outcome = this.#stopped(new Stopped(endings.Aborted));
    this.#settle?.(outcome);
  }

  wait(ms: number): Promise<Outcome> {
    return this.#leave(async () => {
      this.#abandon();
      const span = new Attempt(ms, this.#caller.signal);
      await span.outcome(() => new Promise<never>(() => {})).catch(() => {});
      span.finish();
      return { ending: endings.Done };
    });
  }

  askForKey(timeoutMs: number): Promise<Outcome> {
    return this.#leave(async () => {
      const key = await this.#begin(timeoutMs).outcome(() => this.#caller.key?.());
      if (typeof key !== "string") throw new Stopped(endings.Unusable);
      return { ending: endings.Done, key };
    });
  }

  headers(): RequestHeaders {
    const all: Record<string, string> = {};
    // Not the class of the runtime: stand-ins for `fetch` look for names as they are written.
    return { all, set: (name, value) => (all[name] = value) };
  }

  send(request: HttpRequest, timeoutMs: number): Promise<Outcome> {
    return this.#leave(async () => {
      const attempt = this.#attempt ?? this.#begin(timeoutMs);
      const { fetch } = this.#caller;
      const given = await attempt.outcome(() => fetch(request.url, initOf(request, attempt.signal)));
      this.#response = usable(() => new Received(given));
      return { ending: endings.Done, head: this.#response };
    });
  }

  read(inPieces: boolean, maxBytes: number): Promise<Outcome> {
    return this.#leave(async () => {
      // The core reads no body but that of the request that it has just sent.
      const attempt = this.#attempt as Attempt;
      const head = this.#response as Received;
      this.body = await head.body(attempt, inPieces, maxBytes);
      attempt.finish();
      this.#attempt = undefined;
      return { ending: endings.Done, head, body: this.body };
    });
  }

  end(attempts: number, failure: Failure | undefined): void {
    this.#abandon();
    this.attempts = attempts;
    this.failure = failure;
  }

  /** Leaves a step for the function of the call. What comes of it never rejects. */
  #leave(step: () => Promise<Outcome>): Promise<Outcome> {
    this.#step = step;
    return new Promise((settle) => {
      this.#settle = settle;
    });
  }

  #stopped({ ending, thrown }: Stopped): Outcome {
    this.#abandon();
    this.thrown = thrown;
    return { ending, key: "", head: this.#response, body: new Uint8Array() };
  }

  #begin(timeoutMs: number): Attempt {
    this.#abandon();
    this.#attempt = new Attempt(timeoutMs, this.#caller.signal);
    return this.#attempt;
  }

  /** Ends an attempt that is still open, and aborts its request. */
  #abandon(): void {
    this.#attempt?.abandon();
    this.#attempt = undefined;
  }
}

function initOf({ method, headers, body }: HttpRequest, signal: AbortSignal): FetchInit {
  const init: FetchInit = { method, headers: headers.all, redirect: "manual", signal };
  if (body !== undefined) init.body = body;
  // A framework that stores responses on disk would store live secrets. Where workerd refuses the option, its requests
  // have no such property.
  const { Request } = globalThis as { Request?: { prototype: object } };
  if (Request && "cache" in Request.prototype) init.cache = "no-store";
  return init;
}
