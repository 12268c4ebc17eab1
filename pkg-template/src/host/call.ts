/** Executes the steps of one call in the async context of its caller. The core decides which step is next. */

import * as endings from "../core/endings.js";
import type {
  ApiIssue,
  Ending,
  FailureKind,
  FailureReason,
  Host,
  Issue,
  PendingCall,
} from "../core/junction_credentials.js";
import { errorOf, type Failure } from "../errors/failure.js";
import { Attempt, Stopped } from "./attempt.js";
import type { Fetch, FetchInit } from "./fetch.js";
import { Received, usable } from "./response.js";
import { reasonOf, type Signal } from "./signal.js";

/** The parts of a call that run the caller's code. */
export interface Caller {
  readonly fetch: Fetch;
  /** Returns the management key. Undefined if the core has the key, or if a proxy adds it. */
  readonly key: (() => unknown) | undefined;
  readonly signal: Signal | undefined;
  /** Called after each attempt. Never throws. */
  readonly report: ((ended: EndedAttempt) => void) | undefined;
  /** Returns the trace id of the call. */
  readonly traceId: () => string | undefined;
}

/** How an attempt ended. */
export interface EndedAttempt {
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** The HTTP status. Undefined if no response arrived. */
  readonly status: number | undefined;
  /** Undefined if the attempt succeeded. */
  readonly failure: FailureKind | undefined;
  /** The duration in milliseconds. */
  readonly durationMs: number;
  /** The wait before the next attempt, in milliseconds. Undefined if there is no further attempt. */
  readonly retryInMs: number | undefined;
}

/**
 * Makes a call, and returns the body of its response.
 *
 * This function itself awaits everything that runs the caller's code, which therefore runs in the async context of the
 * caller.
 *
 * @param begin Begins the call in the core.
 * @throws The error class of the failure, the reason of the caller's signal, or an error that belongs to a framework.
 */
export async function execute(begin: (host: Host) => PendingCall, caller: Caller): Promise<Uint8Array> {
  const steps = new Steps(caller);
  const call = begin(steps);
  while (call.advance()) {
    steps.report();
    await steps.run();
  }
  call.free();
  steps.report();
  const { body, failure, thrown } = steps;
  if (failure === undefined) return body;
  if (failure.kind === "aborted") throw reasonOf(caller.signal as Signal);
  if (failure.kind === "passedOn") throw thrown;
  throw errorOf(failure, thrown, caller.traceId);
}

/** The body before one is read. */
const nothing = new Uint8Array();

/** The steps of one call. The core stores the next step here, and `execute()` executes it. */
class Steps implements Host {
  body = nothing;
  ending: Ending = endings.Done;
  key = "";
  head: Received | undefined;
  /** Why the call failed. Undefined if it succeeded. */
  failure: Failure | undefined;
  /** The last value that the caller's code threw. */
  thrown: unknown;
  readonly #caller: Caller;
  #attempt: Attempt | undefined;
  /** The number of attempts that were begun. */
  #begun = 0;
  /** When the last attempt was begun. */
  #begunAt = 0;
  /** The end of the last attempt, until it is reported. */
  #ended: Pick<EndedAttempt, "failure" | "retryInMs"> | undefined;
  /** The query of the request. Undefined if it has none. */
  #query: URLSearchParams | undefined;
  /** The step that the core stored last. */
  #step!: () => Promise<void>;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Executes the step that the core stored last. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#caller;
    if (!signal?.aborted) {
      this.ending = endings.Done;
      try {
        await this.#step();
      } catch (thrown) {
        this.#stopped(Stopped.by(thrown));
      }
    }
    // After an abort by the caller, the outcome of the step does not matter.
    if (signal?.aborted) this.#stopped(new Stopped(endings.Aborted));
  }

  /** Reports the end of the last attempt, once. */
  report(): void {
    const ended = this.#ended;
    if (ended === undefined) return;
    this.#ended = undefined;
    this.#caller.report?.({
      attempt: this.#begun,
      // Browsers hide the status of a redirect.
      status: this.head?.status || undefined,
      durationMs: clock.now() - this.#begunAt,
      ...ended,
    });
  }

  wait(ms: number, failure: FailureKind | undefined): void {
    this.#ended = { failure, retryInMs: ms };
    this.#step = async () => {
      this.#abandon();
      const span = new Attempt(ms, this.#caller.signal);
      await span.outcome(() => new Promise<never>(() => {})).catch(() => {});
      span.finish();
    };
  }

  askForKey(timeoutMs: number): void {
    this.#step = async () => {
      const key = await this.#begin(timeoutMs).outcome(() => this.#caller.key?.());
      if (typeof key !== "string") throw new Stopped(endings.Unusable);
      this.key = key;
    };
  }

  query(): URLSearchParams {
    this.#query = new URLSearchParams();
    return this.#query;
  }

  send(timeoutMs: number, method: string, url: string, headers: string, body: string | undefined): void {
    this.#step = async () => {
      const attempt = this.#attempt ?? this.#begin(timeoutMs);
      const { fetch } = this.#caller;
      const query = String(this.#query ?? "");
      const given = await attempt.outcome(() =>
        fetch(query ? `${url}?${query}` : url, initOf(method, headers, body, attempt.signal)),
      );
      this.head = usable(() => new Received(given));
    };
  }

  read(inPieces: boolean, maxBytes: number): void {
    this.#step = async () => {
      // The core only reads the body of the request that it has just sent.
      const attempt = this.#attempt as Attempt;
      const head = this.head as Received;
      this.body = await head.body(attempt, inPieces, maxBytes);
      attempt.finish();
      this.#attempt = undefined;
    };
  }

  end(
    attempts: number,
    kind: FailureKind | undefined,
    reason: FailureReason | undefined,
    status: number | undefined,
    issues: Issue[] | ApiIssue[] | undefined,
    text: string | undefined,
    retryAfterMs: number | undefined,
  ): void {
    this.#abandon();
    // A call can also end between two attempts.
    if (attempts > 0 && attempts === this.#begun) {
      this.#ended = { failure: kind === "passedOn" ? "aborted" : kind, retryInMs: undefined };
    }
    if (kind) this.failure = { attempts, kind, reason, status, issues, text, retryAfterMs };
  }

  #stopped({ ending, thrown }: Stopped): void {
    this.#abandon();
    this.ending = ending;
    this.thrown = thrown;
    this.key = "";
    this.body = nothing;
  }

  #begin(timeoutMs: number): Attempt {
    this.#abandon();
    this.head = undefined;
    this.#begun += 1;
    this.#begunAt = clock.now();
    this.#attempt = new Attempt(timeoutMs, this.#caller.signal);
    return this.#attempt;
  }

  /** Ends an attempt that has not ended, and aborts its request. */
  #abandon(): void {
    this.#attempt?.abandon();
    this.#attempt = undefined;
  }
}

/** The time in milliseconds, from a clock that is not adjusted if the runtime has one. */
const clock: { now(): number } = globalThis.performance ?? Date;

function initOf(
  method: string,
  headerLines: string,
  body: string | undefined,
  signal: AbortSignal,
): FetchInit {
  // Not `Headers`, which lower-cases names: stand-ins for `fetch` may look names up as they were written.
  const headers: Record<string, string> = {};
  // A loop, which takes less time than an array of pairs and `Object.fromEntries`.
  for (const line of headerLines.split("\n")) {
    const end = line.indexOf(" ");
    headers[line.slice(0, end)] = line.slice(end + 1);
  }
  const init: FetchInit = { method, headers, redirect: "manual", signal };
  if (body !== undefined) init.body = body;
  // Prevents frameworks from caching responses on disk, because responses contain live secrets. Versions of workerd
  // that refuse this option have no `cache` property in `Request`.
  const { Request } = globalThis as { Request?: { prototype: object } };
  if (Request && "cache" in Request.prototype) init.cache = "no-store";
  return init;
}
