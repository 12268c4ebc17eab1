/** Reads what a request asks for, as far as the proxy itself needs to know it. The client validates the rest. */

import type { OperationName } from "../operation-names.js";
import { invalid, issue, Refused } from "./answers.js";
import { objectIn } from "./body.js";
import { maskedIn } from "./masked.js";
import type { ProxyTeams } from "./options.js";
import { lowerUuid } from "./uuid.js";

/** What a request asks for. */
export interface Parameters {
  /** The teams that it names. `"all"` if it names none. Empty for a delete. */
  readonly team_ids: ProxyTeams;
  readonly provider: string | undefined;
  /** The query or the body for the client. That of `teams` and `list` still lacks the teams. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The ids of credentials to delete. */
  readonly ids: readonly string[];
}

/** @throws {Refused} For parameters that do not say which teams or credentials they touch. */
export async function parametersOf(request: Request, operation: OperationName): Promise<Parameters> {
  const query = new URL(request.url).searchParams;
  const last = (name: string) => query.getAll(name).at(-1);
  switch (operation) {
    case "teams": {
      const region = query.has("region") ? query.getAll("region") : undefined;
      const [search_query, next_cursor] = ["search_query", "next_cursor"].map(last);
      const team_ids = query.has("team_id") ? uuidsIn(query, "team_id").slice(-1) : "all";
      return asked({ team_ids, values: { region, search_query, next_cursor } });
    }
    case "list": {
      const [provider, next_cursor] = ["provider", "next_cursor"].map(last);
      if (provider !== undefined && !isName(provider)) throw new Refused(invalid([aboutProvider("query")]));
      const team_ids = query.has("team_id") ? uuidsIn(query, "team_id") : "all";
      return asked({ team_ids, provider, values: { provider, next_cursor } });
    }
    case "delete":
      return asked({ team_ids: [], ids: uuidsIn(query, "credential_id") });
    case "set":
    case "prepare":
      return ofBody(await objectIn(request));
  }
}

const asked = (known: Partial<Parameters>): Parameters => ({
  team_ids: "all",
  provider: undefined,
  values: {},
  ids: [],
  ...known,
});

/** Returns the UUIDs of a query in lower case, each once. */
function uuidsIn(query: URLSearchParams, name: string): string[] {
  const ids = query.getAll(name).map(lowerUuid);
  const issues = ids.flatMap((id, index) => (id ? [] : [issue(["query", name, index], "expected a uuid")]));
  if (ids.length === 0) issues.push(issue(["query", name], "expected at least one uuid"));
  if (issues.length > 0) throw new Refused(invalid(issues));
  return [...new Set(ids as string[])];
}

function ofBody(body: Readonly<Record<string, unknown>>): Parameters {
  const team = lowerUuid(body.team_id);
  const { provider } = body;
  const issues = maskedIn(body);
  if (!team) issues.push(issue(["body", "team_id"], "expected a uuid"));
  if (!isName(provider)) issues.push(aboutProvider("body"));
  if (!team || !isName(provider) || issues.length > 0) throw new Refused(invalid(issues));
  return asked({ team_ids: [team], provider, values: body });
}

/** Whether a text may be a provider, also one that this version does not know. Logs will contain it. */
const isName = (provider: unknown): provider is string =>
  typeof provider === "string" && /^\w{1,64}$/.test(provider);

const aboutProvider = (part: string) => issue([part, "provider"], "expected a known provider");
