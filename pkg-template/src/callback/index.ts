/**
 * Forwards OAuth callbacks from your own domain to Junction. It needs no WebAssembly, and loads nothing else of the
 * package.
 *
 * @module junction-credentials/callback
 */

export {
  type Callback,
  type CallbackOptions,
  type CallbackRequest,
  type Forwarded,
  forwardCallback,
  type SharedCallback,
} from "./forward.js";
export type { CallbackHosts, CallbackScope } from "./scopes.js";
