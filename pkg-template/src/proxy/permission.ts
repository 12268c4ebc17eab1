/** Asks the caller's `authorize`, and applies its answer. */

import { classOf } from "../class-of.js";
import { isObject } from "../errors/option-checks.js";
import { Refused, refusal } from "./answers.js";
import type { ProxyPermission, ProxyQuestion, ProxyTeams } from "./options.js";
import { Gone, within } from "./patience.js";
import type { Settings } from "./settings.js";
import { lowerUuid } from "./uuid.js";

/** What a permission allows. */
export interface Permission {
  readonly actor: string | undefined;
  /** The teams that it allows. */
  readonly team_ids: ProxyTeams;
}

/** @throws {Refused} Unless the caller's function returns an object in time. */
export async function permissionFor<Context>(
  question: ProxyQuestion<Context>,
  { authorize, patienceMs }: Pick<Settings<Context>, "authorize" | "patienceMs">,
): Promise<Permission> {
  // Getters of the answer are code of the caller, too.
  const answered = async () => permissionIn(await authorize(question));
  try {
    return await within(patienceMs, answered, question.request.signal);
  } catch (thrown) {
    if (thrown instanceof Gone || thrown instanceof Refused) throw thrown;
    throw refusalFor(thrown);
  }
}

/** Returns the permission in an answer. Errors, dates, maps and the like are objects, but no permissions. */
function permissionIn(answer: unknown): Permission {
  if (classOf(answer) !== "Object" || !isObject(answer)) throw refusalFor(answer);
  const { actor, team_ids } = answer as ProxyPermission;
  return {
    actor: typeof actor === "string" ? actor : undefined,
    team_ids: "team_ids" in answer ? teamsIn(team_ids) : "all",
  };
}

/** Refuses a request with the response that the caller has returned or thrown, or with a 403. */
function refusalFor(value: unknown): Refused {
  // Not `instanceof`, which fails for a response of another realm. A network error has no status to send.
  const isResponse = classOf(value) === "Response" && Number((value as Response).status) >= 200;
  if (!isResponse) return notAllowed();
  const response = value as Response;
  // A copy, because the caller may send the same response again.
  return new Refused({ response: response.bodyUsed ? new Response(null, response) : response.clone() });
}

function teamsIn(team_ids: unknown): ProxyTeams {
  if (team_ids === "all") return team_ids;
  const items: readonly unknown[] = Array.isArray(team_ids) ? team_ids : [];
  return [...new Set(items.map(lowerUuid))].filter((id) => id !== undefined);
}

/** Returns the teams that are asked for and allowed. */
export function allowedOf(asked: ProxyTeams, { team_ids }: Permission): ProxyTeams {
  return asked === "all" ? team_ids : asked.filter(membership(team_ids));
}

/** @throws {Refused} Unless each of these teams is allowed. */
export function requireAllowed(team_ids: ProxyTeams, permission: Permission): void {
  if (allowedOf(team_ids, permission).length < team_ids.length) throw notAllowed();
}

/** Returns a function that tells whether a team is one of these. A malformed id is nobody's. */
export function membership(team_ids: ProxyTeams): (id: unknown) => boolean {
  if (team_ids === "all") return () => true;
  const members = new Set<unknown>(team_ids);
  return (id) => members.has(lowerUuid(id) ?? "");
}

const notAllowed = () => new Refused(refusal(403, "the proxy does not allow this"));
