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

const hosts: { readonly [Hosts in CallbackHosts]: { readonly [scope: string]: string } } = {
  junction: {
    "production/us": "api.us.junction.com",
    "production/eu": "api.eu.junction.com",
    "sandbox/us": "api.sandbox.us.junction.com",
    "sandbox/eu": "api.sandbox.eu.junction.com",
  },
  tryvital: {
    "production/us": "api.tryvital.io",
    "production/eu": "api.eu.tryvital.io",
    "sandbox/us": "api.sandbox.tryvital.io",
    "sandbox/eu": "api.sandbox.eu.tryvital.io",
  },
};

/** The name of a scope in tables: `production/us`. */
export const nameOf = ({ env, region }: CallbackScope): string => `${env}/${region}`;

/** The base URL of the callbacks of a scope. Undefined for an unknown scope. */
export function baseOf(scope: CallbackScope, of: CallbackHosts): string | undefined {
  const host = Object.hasOwn(hosts[of], nameOf(scope)) ? hosts[of][nameOf(scope)] : undefined;
  return host && `https://${host}/v2/link`;
}

/** The name of the scope that each audience of a link token stands for. */
export function audiencesOf(more: {
  readonly [audience: string]: CallbackScope;
}): ReadonlyMap<string, string> {
  const described = Object.values(hosts).flatMap((family) =>
    Object.entries(family).map(([name, host]) => [`https://${host}/v2/link`, name] as const),
  );
  return new Map([
    ...described,
    ...Object.entries(more).map(([url, scope]) => [url, nameOf(scope)] as const),
  ]);
}
