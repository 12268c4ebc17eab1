/** A library that uses only the proxy. */

import { managementProxy, toNodeHandler } from "junction-credentials/proxy";

export * from "junction-credentials/proxy";

export const proxy = managementProxy.bind(undefined);
export const handle = toNodeHandler.bind(undefined);
export const options = (...[options]: Parameters<typeof managementProxy>) => ({ ...options });
export const asked = (...[{ authorize }]: Parameters<typeof managementProxy>) => authorize;
export const listener = (...[options]: Parameters<typeof managementProxy>) =>
  toNodeHandler(managementProxy(options));
