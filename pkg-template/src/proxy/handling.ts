/** Handles one request that is an operation: checks where it is from, asks whether it is allowed, and makes the call. */

import { isJunctionError } from "../errors/classes.js";
import { Refused, refusal, responseOf } from "./answers.js";
import { ProxyCalls } from "./calls.js";
import { failureOf } from "./failures.js";
import type { ProxyEvent, ProxyTeams } from "./options.js";
import { foreignness } from "./origin.js";
import { type Parameters, parametersOf } from "./parameters.js";
import { Gone, TooSlow, within } from "./patience.js";
import { allowedOf, type Permission, permissionFor, requireAllowed } from "./permission.js";
import type { ProxyRoute } from "./route.js";
import type { Settings } from "./settings.js";

/** How long a browser may take to send a body of at most 64 KiB, in milliseconds. */
const bodyTimeoutMs = 30_000;

const tooSlow = () => new Refused(refusal(408, "the body did not arrive in time", { connection: "close" }));

type Outcome = Pick<ProxyEvent, "outcome"> & { readonly response: Response };

/** One request. What is known of it by then is on record when it ends, whatever the outcome. */
export class Handling<Context> {
  readonly #request: Request;
  readonly #context: Context;
  readonly #route: ProxyRoute;
  readonly #settings: Settings<Context>;
  readonly #calls: ProxyCalls;
  #actor: string | undefined;
  #team_ids: ProxyTeams = [];
  #provider: string | undefined;

  constructor(request: Request, context: Context, route: ProxyRoute, settings: Settings<Context>) {
    this.#request = request;
    this.#context = context;
    this.#route = route;
    this.#settings = settings;
    this.#calls = new ProxyCalls(settings.junction, request, settings.showSecrets);
  }

  /** Returns the response, once its audit event has been recorded. Never rejects. */
  async response(): Promise<Response> {
    const { outcome, response } = await this.#outcome();
    const { onAudit, patienceMs } = this.#settings;
    const event: ProxyEvent = {
      actor: this.#actor,
      ...this.#route,
      team_ids: this.#team_ids,
      provider: this.#provider,
      outcome,
      status: response.status,
    };
    // A failure to record must not look like a failure of what has been done.
    if (onAudit) await within(patienceMs, () => onAudit(event)).catch(() => {});
    return response;
  }

  async #outcome(): Promise<Outcome> {
    try {
      const body = await this.#body();
      return { outcome: "done", response: responseOf({ status: 200, body }) };
    } catch (thrown) {
      if (thrown instanceof Refused) return { outcome: "refused", response: thrown.response };
      if (thrown instanceof Gone || this.#request.signal?.aborted) {
        return { outcome: "aborted", response: new Response(null, { status: 499 }) };
      }
      const answer = failureOf(thrown, this.#request.method === "POST" ? "body" : "query");
      const isRefused = isJunctionError(thrown) && thrown.kind === "request" && answer.status < 500;
      return { outcome: isRefused ? "refused" : "failed", response: responseOf(answer) };
    }
  }

  /** Returns the body of the response. */
  async #body(): Promise<object> {
    this.#requireAdmission();
    const { team_ids, provider, values, ids } = await this.#parameters();
    // A listing of teams is about all of them, also if it names one.
    this.#team_ids = this.#route.operation === "teams" ? "all" : team_ids;
    this.#provider = provider;
    const permission = await this.#permission();
    switch (this.#route.operation) {
      case "teams":
        this.#team_ids = allowedOf(team_ids, permission);
        return this.#calls.teams(values, this.#team_ids);
      case "list":
        this.#team_ids = allowedOf(team_ids, permission);
        return this.#calls.list(this.#route, values, this.#team_ids);
      case "set":
        requireAllowed(team_ids, permission);
        return this.#calls.set(this.#route, values);
      case "prepare":
        requireAllowed(team_ids, permission);
        return this.#calls.prepare(this.#route, values);
      case "delete":
        return this.#delete(ids);
    }
  }

  async #delete(ids: readonly string[]): Promise<object> {
    const owners = await this.#calls.owners(this.#route, ids);
    this.#team_ids = [...new Set(owners.values())].sort();
    if (owners.size > 0) requireAllowed(this.#team_ids, await this.#permission());
    return this.#calls.delete(this.#route, ids, owners);
  }

  /** @throws {Refused} For a request that is not from the front end, and for an operation that is not enabled. */
  #requireAdmission(): void {
    const { origins, operations } = this.#settings;
    const { operation } = this.#route;
    const reason = foreignness(this.#request, origins);
    if (reason) throw new Refused(refusal(403, `the proxy refuses ${reason}`));
    if (!operations.has(operation)) {
      throw new Refused(refusal(403, `\`${operation}\` is not among the \`operations\` of the proxy`));
    }
  }

  async #parameters(): Promise<Parameters> {
    const reading = () => parametersOf(this.#request, this.#route.operation);
    return within(bodyTimeoutMs, reading, this.#request.signal).catch((thrown) => {
      throw thrown instanceof TooSlow ? tooSlow() : thrown;
    });
  }

  async #permission(): Promise<Permission> {
    const question = {
      request: this.#request,
      context: this.#context,
      ...this.#route,
      team_ids: this.#team_ids === "all" ? this.#team_ids : [...this.#team_ids],
      provider: this.#provider,
    };
    const permission = await permissionFor(question, this.#settings);
    this.#actor = permission.actor;
    return permission;
  }
}
