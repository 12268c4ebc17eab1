// Link tokens as Junction passes them to providers, and the addresses that callbacks may be forwarded to.

import { Buffer } from "node:buffer";
import type { CallbackHosts, CallbackScope } from "junction-credentials/callback";

/** An address that callbacks are forwarded to, which is also the audience of link tokens. */
export interface Base extends CallbackScope {
  readonly hosts: CallbackHosts;
  readonly url: string;
}

/** All eight, written down independently of the code. */
export const bases: readonly Base[] = [
  { env: "production", region: "us", hosts: "junction", url: "https://api.us.junction.com/v2/link" },
  { env: "production", region: "eu", hosts: "junction", url: "https://api.eu.junction.com/v2/link" },
  { env: "sandbox", region: "us", hosts: "junction", url: "https://api.sandbox.us.junction.com/v2/link" },
  { env: "sandbox", region: "eu", hosts: "junction", url: "https://api.sandbox.eu.junction.com/v2/link" },
  { env: "production", region: "us", hosts: "tryvital", url: "https://api.tryvital.io/v2/link" },
  { env: "production", region: "eu", hosts: "tryvital", url: "https://api.eu.tryvital.io/v2/link" },
  { env: "sandbox", region: "us", hosts: "tryvital", url: "https://api.sandbox.tryvital.io/v2/link" },
  { env: "sandbox", region: "eu", hosts: "tryvital", url: "https://api.sandbox.eu.tryvital.io/v2/link" },
];

/** All four scopes. */
export const scopes: readonly CallbackScope[] = bases
  .filter(({ hosts }) => hosts === "junction")
  .map(({ env, region }) => ({ env, region }));

/** The address of a scope. */
export function baseOf({ env, region }: CallbackScope, hosts: CallbackHosts = "junction"): string {
  const base = bases.find((one) => one.env === env && one.region === region && one.hosts === hosts);
  if (!base) throw new Error(`no address for ${env} in ${region}`);
  return base.url;
}

export const isSameScope = (one: CallbackScope, other: CallbackScope): boolean =>
  one.env === other.env && one.region === other.region;

/** Encodes the middle part of a token. */
export const base64url = (payload: string | Uint8Array): string => Buffer.from(payload).toString("base64url");

/** A token with this payload, which may be no claims at all. */
export const tokenOf = (payload: string | Uint8Array): string =>
  `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(payload)}.c2lnbmF0dXJl`;

/** A link token for an audience, as Junction would issue it. */
export const linkToken = (aud: unknown): string => tokenOf(JSON.stringify({ iss: "vital", aud, exp: 1.8e9 }));

/** States of a customer's own, and tokens that cannot be read, by description. */
export const otherStates: Readonly<Record<string, string>> = {
  "an empty state": "",
  "an opaque state": "4f1c-own-session",
  "a JWT of another issuer": linkToken("https://example.com/own"),
  "a JWT without an audience": tokenOf('{"iss":"example.com"}'),
  "a token of two parts": linkToken(bases[0]?.url).split(".").slice(0, 2).join("."),
  "a token of four parts": `${linkToken(bases[0]?.url)}.more`,
  "a token of five parts": `${linkToken(bases[0]?.url)}.more.more`,
  "a payload that is not base64": "e30.!!!!.c2ln",
  "a payload that is not JSON": tokenOf('{"aud":'),
  "a payload that is null": tokenOf("null"),
  "a payload that is an array": tokenOf(JSON.stringify([bases[0]?.url])),
  "a payload that is a string": tokenOf(JSON.stringify(bases[0]?.url)),
};
