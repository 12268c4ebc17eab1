/** An async iterator whose `return()` ends it at once. An async generator would first wait for a pending `next()`. */

// The declarations use `Symbol.asyncDispose`, which the `lib` setting of a project may not include.
/// <reference lib="esnext.disposable" preserve="true" />

/** The fallback is the symbol that compiled `await using` statements look up in older runtimes. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

/** The source of an iterator's values. A value is never undefined. */
export interface Source<Value> {
  /** Returns the next value if it is available without waiting. */
  ready?(): Value | undefined;
  /** Waits for the next value. Resolves with undefined after the last one. */
  take(): Promise<Value | undefined>;
  /** Aborts requests in flight. Called when the iterator ends, for any reason. */
  stop(): void;
}

/**
 * Calls of `next()` are settled in call order. Each call runs the source in its own async context: the caller's
 * function or a continuation of it calls the source.
 */
export class AbortableIterator<Value> implements AsyncGenerator<Value, void, undefined> {
  readonly #source: Source<Value>;
  /** The resolve functions of pending `next()` calls, in call order. */
  readonly #waiting = new Set<(over: IteratorResult<Value, void>) => void>();
  /** Fulfilled once the last call of `next()` is settled. */
  #last: Promise<unknown> | undefined;
  #isOver = false;

  constructor(source: Source<Value>) {
    this.#source = source;
  }

  next(): Promise<IteratorResult<Value, void>> {
    const isFirst = this.#waiting.size === 0;
    if (isFirst && !this.#isOver) {
      const value = this.#source.ready?.();
      if (value !== undefined) return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve, reject) => {
      const answer = this.#answer(isFirst ? undefined : this.#last);
      this.#waiting.add(resolve);
      this.#last = answer.finally(() => this.#waiting.delete(resolve)).then(resolve, reject);
    });
  }

  /** Pending `next()` calls resolve with `{ done: true }`, and their requests are aborted. */
  async return(value?: void | PromiseLike<void>): Promise<IteratorResult<Value, void>> {
    this.#giveUp();
    return { done: true, value: await value };
  }

  /** Like `return()`, but rejects with the error. */
  async throw(error: unknown): Promise<IteratorResult<Value, void>> {
    this.#giveUp();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [asyncDispose](): Promise<void> {
    this.#giveUp();
  }

  async #answer(before: Promise<unknown> | undefined): Promise<IteratorResult<Value, void>> {
    if (before !== undefined) await before;
    if (this.#isOver) return over();
    try {
      const value = await this.#source.take();
      if (value !== undefined) return { done: false, value };
    } catch (thrown) {
      this.#end();
      throw thrown;
    }
    this.#end();
    return over();
  }

  #giveUp(): void {
    this.#end();
    for (const resolve of this.#waiting) resolve(over());
    this.#waiting.clear();
  }

  #end(): void {
    this.#isOver = true;
    this.#source.stop();
  }
}

function over(): IteratorReturnResult<void> {
  return { done: true, value: undefined };
}
