/** One listener for each signal of a caller, however many calls it aborts: Node warns of more than ten. */

/** What a call asks of a signal. */
type Signal = Pick<AbortSignal, "aborted" | "reason" | "addEventListener" | "removeEventListener">;

/** Stands for a signal, and listens to it once. */
class SharedSignal {
  readonly #signal: Signal;
  readonly #listeners = new Set<() => void>();
  readonly #abort = () => {
    for (const listener of [...this.#listeners]) listener();
  };

  constructor(signal: Signal) {
    this.#signal = signal;
  }

  get aborted(): boolean {
    return this.#signal.aborted;
  }

  get reason(): unknown {
    return this.#signal.reason;
  }

  addEventListener(type: "abort", listener: () => void): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener(type, this.#abort);
    this.#listeners.add(listener);
  }

  removeEventListener(type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#signal.removeEventListener(type, this.#abort);
  }
}

const shared = new WeakMap<object, SharedSignal>();

/** The one that stands for a signal in every call. What is no signal is given back, for the core to refuse. */
export function sharedSignal<Given extends Signal | undefined>(signal: Given): Given | SharedSignal {
  if (typeof signal?.addEventListener !== "function" || typeof signal !== "object") return signal;
  const known = shared.get(signal);
  if (known) return known;
  const made = new SharedSignal(signal);
  shared.set(signal, made);
  return made;
}
