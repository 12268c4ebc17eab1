/** The responses of the studio. */

import type { ServerResponse } from "node:http";

/** A status, and a body that is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: { readonly [name: string]: string };
}

/** A status with the reason in words, in the format of the API. */
export const detailed = (status: number, detail: string, headers?: Answer["headers"]): Answer => ({
  status,
  body: { detail },
  ...(headers && { headers }),
});

const headersOf = ({ headers }: Answer) => ({
  ...headers,
  "content-type": "application/json",
  "cache-control": "no-store",
});

/** Returns an answer as a response. */
export const responseOf = (answer: Answer): Response =>
  new Response(JSON.stringify(answer.body), { status: answer.status, headers: headersOf(answer) });

/** Sends an answer. */
export function send(answer: Answer, response: ServerResponse): void {
  response.writeHead(answer.status, headersOf(answer));
  response.end(JSON.stringify(answer.body));
}

/** The headers of every response. */
export const everyHeader: { readonly [name: string]: string } = {
  "content-security-policy": [
    "default-src 'none'",
    // The client of the page is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
