/**
 * The server half of an admin front end: authorizes its requests, adds the management key, and forwards them to
 * Junction.
 *
 * @module junction-credentials/proxy
 */

export type { JunctionManagement } from "../client/management.js";
export type { Env, Region } from "../core/junction_credentials.js";
export {
  type NodeContext,
  type NodeHandler,
  type NodeRequest,
  type NodeResponse,
  toNodeHandler,
} from "../host/node-handler.js";
export type { OperationName } from "../operation-names.js";
export type {
  ManagementProxyOptions,
  ProxyAnswer,
  ProxyEvent,
  ProxyPermission,
  ProxyQuestion,
  ProxyTarget,
  ProxyTeams,
} from "./options.js";
export { managementProxy, type ProxyHandler } from "./proxy.js";
