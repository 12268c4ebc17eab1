/**
 * Forwards OAuth callbacks from your own domain to Junction. It needs no WebAssembly, and loads nothing else of the
 * package.
 *
 * @module junction-credentials/callback
 */

export type { Env, Region } from "../core/junction_credentials.js";
export {
  type NodeContext,
  type NodeHandler,
  type NodeRequest,
  type NodeResponse,
  toNodeHandler,
} from "../host/node-handler.js";
export {
  type Callback,
  type CallbackContext,
  type CallbackRequest,
  forwardCallback,
  type SharedCallback,
} from "./forward.js";
export type { CallbackOptions, ForwardedCallback } from "./options.js";
export type { CallbackHosts, CallbackScope } from "./scopes.js";
