/** Inspects values that a caller's function threw, which may be anything. */

/** Runtimes do not produce longer chains of causes. */
const mostCauses = 8;

/** The class name of an error. */
const className = /^[A-Z][A-Za-z]{0,40}(Error|Exception)$/;

/** An error code of a runtime: `ECONNRESET`, `ERR_TLS_CERT_ALTNAME_INVALID` and similar, and the codes of Bun. */
const code =
  /^(E[A-Z]{2,15}|(?=.{4,48}$)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|Connection(Refused|Closed|Timeout)|FailedToOpenSocket)$/;

/**
 * Describes how a connection failed: the codes of an error and of its causes, and the class of the error, if they have
 * the usual form. Everything else in an error may repeat the request, secrets included.
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

/** Whether the error is a bug in the caller's code, so that a retry would fail again. */
export function isProgrammingError(thrown: unknown): boolean {
  return /^(Reference|Syntax|Range)Error$/.test(textIn(thrown, "name"));
}

/**
 * Whether the error belongs to a framework. Next.js and React make `fetch` throw errors with a `digest`, to redirect or
 * to render a page at another time. These errors must reach the framework unchanged.
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
