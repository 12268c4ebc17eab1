/** Where Junction expects callbacks: the only addresses that a callback is forwarded to. */

import type { Env, Region } from "../core/junction_credentials.js";

/** An environment and region. */
export interface CallbackScope {
  /** The environment: `"production"` or `"sandbox"`. */
  readonly env: Env;
  /** The region: `"us"` or `"eu"`. */
  readonly region: Region;
}

/** The domain of the API: `junction.com`, or `tryvital.io`, its former name. */
export type CallbackHosts = "junction" | "tryvital";

/** The addresses of each environment and region, of which each is also the audience of link tokens. */
const links = new Map<string, { readonly [Hosts in CallbackHosts]: string }>([
  [
    "production/us",
    { junction: "https://api.us.junction.com/v2/link", tryvital: "https://api.tryvital.io/v2/link" },
  ],
  [
    "production/eu",
    { junction: "https://api.eu.junction.com/v2/link", tryvital: "https://api.eu.tryvital.io/v2/link" },
  ],
  [
    "sandbox/us",
    {
      junction: "https://api.sandbox.us.junction.com/v2/link",
      tryvital: "https://api.sandbox.tryvital.io/v2/link",
    },
  ],
  [
    "sandbox/eu",
    {
      junction: "https://api.sandbox.eu.junction.com/v2/link",
      tryvital: "https://api.sandbox.eu.tryvital.io/v2/link",
    },
  ],
]);

/** The name of a scope in tables: `production/us`. */
export const nameOf = ({ env, region }: CallbackScope): string => `${env}/${region}`;

/** Whether there is such a scope. */
export const isKnown = (scope: CallbackScope): boolean => links.has(nameOf(scope));

/** The address that callbacks of a known scope are forwarded to, without their path. */
export const linkOf = (scope: CallbackScope, hosts: CallbackHosts): string | undefined =>
  links.get(nameOf(scope))?.[hosts];

/**
 * Returns the scope that each audience of a link token stands for, by name. Those of Junction cannot be replaced, since
 * production and sandbox must not mix.
 */
export function audiencesOf(more: {
  readonly [audience: string]: CallbackScope;
}): ReadonlyMap<string, string> {
  const added = Object.entries(more).map(([url, scope]) => [url, nameOf(scope)] as const);
  const known = [...links].flatMap(([name, urls]) => Object.values(urls).map((url) => [url, name] as const));
  return new Map([...added, ...known]);
}
