/** How connections fail, as far as that can be told. */

/** What runtimes call the ways in which a connection fails. Other codes might be anything, a secret included. */
const knownCodes = [
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "ConnectionClosed",
  "ConnectionRefused",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ETIMEDOUT",
  "FailedToOpenSocket",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_SOCKET",
];

/** The code of a failure or of its cause, if it is one of those that runtimes are known to tell. */
export function codeOf(thrown: unknown): string | undefined {
  try {
    const { cause, code } = thrown as { cause?: { code?: unknown }; code?: unknown };
    const told = typeof cause?.code === "string" ? cause.code : code;
    return knownCodes.find((known) => known === told);
  } catch {
    return undefined;
  }
}
