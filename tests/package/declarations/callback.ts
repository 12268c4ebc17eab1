/** A library that uses only the callback. */

import { forwardCallback, toNodeHandler } from "junction-credentials/callback";

export * from "junction-credentials/callback";

export const forward = forwardCallback.bind(undefined);
export const handle = toNodeHandler.bind(undefined);
export const callback = forwardCallback({ scopes: [{ env: "sandbox", region: "eu" }], providers: ["oura"] });
export const listener = toNodeHandler(callback);
export const options = (...[options]: Parameters<typeof forwardCallback>) => ({ ...options });
