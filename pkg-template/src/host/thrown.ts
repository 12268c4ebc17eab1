/** Looks at what a caller's function throws, which may be anything. */

/** Longer chains of causes are no chains of a runtime. */
const mostCauses = 8;

/** The name of a class of errors. */
const className = /^[A-Z][A-Za-z]{0,40}(Error|Exception)$/;

/** The code of a runtime: `ECONNRESET`, words in capitals such as `ERR_TLS_CERT_ALTNAME_INVALID`, and those of Bun. */
const code =
  /^(E[A-Z]{2,15}|(?=.{4,48}$)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|Connection(Refused|Closed|Timeout)|FailedToOpenSocket)$/;

/**
 * Describes how a connection failed: the codes of an error and of its causes, and the class of the error, as far as they
 * are plain. Everything else in an error may repeat the request, secrets included.
 */
export function causeOf(thrown: unknown): string {
  const codes = new Set<string>();
  let cause = thrown;
  for (let depth = 0; depth < mostCauses && cause !== undefined; depth += 1) {
    const found = textIn(cause, "code");
    if (code.test(found)) codes.add(found);
    cause = fieldOf(cause, "cause");
  }
  const name = textIn(thrown, "name");
  return (codes.size ? ` with ${[...codes].join(", ")}` : "") + (className.test(name) ? ` (${name})` : "");
}

/** Whether the caller's code is wrong, so that the same call would fail again. */
export function isProgrammingError(thrown: unknown): boolean {
  return /^(Reference|Syntax|Range)Error$/.test(textIn(thrown, "name"));
}

/**
 * Whether this belongs to a framework. Next and React throw errors with a `digest` out of `fetch` to redirect, or to
 * render a page at another time; they have to arrive where the framework looks for them.
 */
export function isControlFlow(thrown: unknown): boolean {
  return textIn(thrown, "digest") !== "";
}

function textIn(value: unknown, name: string): string {
  const text = fieldOf(value, name);
  return typeof text === "string" ? text : "";
}

function fieldOf(value: unknown, name: string): unknown {
  try {
    return Object(value)[name];
  } catch {
    return undefined;
  }
}
