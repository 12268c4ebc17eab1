// Options, requests and outcomes that the tests of callbacks share.

import {
  type CallbackOptions,
  type CallbackRequest,
  type CallbackScope,
  forwardCallback,
} from "junction-credentials/callback";
import { baseOf, linkToken, scopes } from "./callback-tokens.js";

export const productionUs = { env: "production", region: "us" } as const;
export const productionEu = { env: "production", region: "eu" } as const;
export const sandboxUs = { env: "sandbox", region: "us" } as const;
export const sandboxEu = { env: "sandbox", region: "eu" } as const;
export const providers = ["google_health"];
export const one = { scopes: [productionUs], providers };
export const several = { scopes, providers };
export const two = { scopes: [productionUs, sandboxUs], providers };
export const google = "/oauth/google_health";
export const get = (url: string): CallbackRequest => ({ method: "GET", url });

/** The status and the target of a response, or null. */
export function outcome(options: CallbackOptions, request: CallbackRequest | string): unknown {
  const response = forwardCallback(options)(typeof request === "string" ? get(request) : request);
  return response && (response.headers.get("location") ?? response.status);
}

/** The target of a callback of Google Health. */
export const connect = (scope: CallbackScope, query = "", hosts?: "junction" | "tryvital"): string =>
  `${baseOf(scope, hosts)}/connect/google_health${query}`;

/** A query with these states. */
export const withState = (...states: readonly string[]): string =>
  `?code=1${states.map((state) => `&state=${encodeURIComponent(state)}`).join("")}`;

/** A query of a byte more than is forwarded. */
export const tooLong = `?${"a".repeat(16 * 1024 + 1)}`;

/** A request that is refused with `one`, by its status. */
export const refused: Readonly<Record<number, CallbackRequest>> = {
  400: get(`${google}${withState(linkToken(baseOf(sandboxUs)))}`),
  404: get("/oauth/fitbit"),
  405: { method: "POST", url: google },
  414: get(`${google}${tooLong}`),
};
