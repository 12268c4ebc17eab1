/** The options of `managementProxy`, and the types of what they receive and return. */

import type { JunctionManagement } from "../client/management.js";
import type { Env, Region } from "../core/junction_credentials.js";
import type { OperationName } from "../operation-names.js";

/** The teams that a request touches, or may touch: all, or those with these ids. */
export type ProxyTeams = "all" | readonly string[];

/** What a request to a proxy touches. */
export interface ProxyTarget {
  /** The operation. */
  readonly operation: OperationName;
  /** The environment. Undefined for `teams`. */
  readonly env: Env | undefined;
  /** The region. Undefined for `teams`. */
  readonly region: Region | undefined;
  /**
   * The ids of the teams, in lower case. `"all"` for `teams`, and for a `list` that names none. Empty for a `delete` at
   * first, whose teams are not known yet.
   */
  readonly team_ids: ProxyTeams;
  /** The provider. Undefined for `teams` and `delete`, and for a `list` that names none. */
  readonly provider: string | undefined;
}

/** The question that `authorize` answers. */
export interface ProxyQuestion<Context> extends ProxyTarget {
  /** The request. Its body has been read. */
  readonly request: Request;
  /** What the caller of the handler passed, such as `{ req, res }` by `toNodeHandler`. */
  readonly context: Context;
}

/** Permission for a request. */
export interface ProxyPermission {
  /** Who sent the request, for `onAudit`. Default: not named. */
  readonly actor?: string | undefined;
  /**
   * The ids of the teams that this person may touch. An item that is not a UUID is no team, and any value other than an
   * array and `"all"` is no team either, undefined included. Absent: `"all"`.
   */
  readonly team_ids?: ProxyTeams;
}

/** A permission, a response to send instead, or a refusal. */
export type ProxyAnswer = ProxyPermission | Response | false | null | undefined;

/** What became of a request to a proxy. */
export interface ProxyEvent extends ProxyTarget {
  /** Who sent the request, as `authorize` named them. Undefined if it did not. */
  readonly actor: string | undefined;
  /**
   * `done`: Junction did it, or nothing had to be done. `refused`: this proxy refused it. `failed`: Junction refused it
   * or did not answer. `aborted`: the client disconnected, so that what was sent to Junction may or may not be done.
   */
  readonly outcome: "done" | "refused" | "failed" | "aborted";
  /** The status of the response. 499 if the client disconnected. */
  readonly status: number;
}

/** The options of `managementProxy`. */
export interface ManagementProxyOptions<Context> {
  /** The client that has the management key. */
  readonly junction: JunctionManagement;
  /** The path on your domain that the paths of the API follow: `"/api/junction"`. The front end's `baseUrl`. */
  readonly basePath: string;
  /**
   * Decides whether a request is allowed. It is called before anything is sent to Junction, and twice for a `delete`:
   * again once the teams that own the credentials are known.
   *
   * An object is a permission. A response, returned or thrown, is sent instead: a 401, or a redirect to a login. Anything
   * else is a refusal with status 403: other values, an error, a rejection, and no result within `timeoutMs` of the
   * client, at most 10 seconds.
   *
   * @param question What the request touches.
   */
  readonly authorize: (question: ProxyQuestion<Context>) => ProxyAnswer | Promise<ProxyAnswer>;
  /** The operations that are allowed. Default: `["teams", "list", "prepare"]`. */
  readonly operations?: readonly OperationName[] | undefined;
  /**
   * The origins of the pages that may write, such as `["https://admin.example.com"]`. The `Host` of every request must
   * then be one of theirs. Default: the origin of the request's URL.
   */
  readonly origins?: readonly string[] | undefined;
  /** Whether responses contain the secrets in `details`, and not `***` in their place. Default: `false`. */
  readonly showSecrets?: boolean | undefined;
  /**
   * Called after each request that is an operation, also after a refusal. It is awaited before the response is sent, as
   * long as `authorize` at most. Errors that it throws and rejections are ignored. Cloudflare Workers end a request whose
   * client has disconnected, so pass the promise of the response to `waitUntil` there. Default: none.
   *
   * @param event What became of the request. It contains no secret.
   */
  readonly onAudit?: ((event: ProxyEvent) => void | Promise<void>) | undefined;
}
