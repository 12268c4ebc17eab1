/** Asks the caller's `authorize`, and applies its answer. */

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
  const answer: unknown = await within(patienceMs, () => authorize(question), question.request.signal).catch(
    (thrown) => {
      if (thrown instanceof Gone) throw thrown;
      // An error that is returned is no permission either.
      return isResponse(thrown) ? thrown : undefined;
    },
  );
  if (isResponse(answer)) throw new Refused({ response: answer });
  if (!isObject(answer) || Array.isArray(answer) || answer instanceof Error) throw notAllowed();
  const { actor, team_ids } = answer as ProxyPermission;
  return {
    actor: typeof actor === "string" ? actor : undefined,
    team_ids: "team_ids" in answer ? teamsIn(team_ids) : "all",
  };
}

function teamsIn(team_ids: unknown): ProxyTeams {
  if (team_ids === "all") return team_ids;
  const items: readonly unknown[] = Array.isArray(team_ids) ? team_ids : [];
  return items.map(lowerUuid).filter((id) => id !== undefined);
}

/** Returns the teams that are asked for and allowed. */
export function allowedOf(asked: ProxyTeams, { team_ids }: Permission): ProxyTeams {
  if (team_ids === "all") return asked;
  if (asked === "all") return team_ids;
  return asked.filter((id) => team_ids.includes(id));
}

/** @throws {Refused} Unless each of these teams is allowed. */
export function requireAllowed(team_ids: ProxyTeams, permission: Permission): void {
  if (allowedOf(team_ids, permission).length < team_ids.length) throw notAllowed();
}

/** Whether a team is one of these. A malformed id is nobody's. */
export const isOf = (team_ids: ProxyTeams, id: unknown): boolean =>
  team_ids === "all" || team_ids.includes(lowerUuid(id) ?? "");

const notAllowed = () => new Refused(refusal(403, "the proxy does not allow this"));

// Not only `instanceof`, which fails for a response of another realm.
const isResponse = (value: unknown): value is Response =>
  value instanceof Response || Object.prototype.toString.call(value) === "[object Response]";
