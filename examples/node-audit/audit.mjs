// Prints the providers for which each team has credentials. The table goes to stdout, everything else to stderr.

import { parseArgs } from "node:util";
import { JunctionManagement } from "junction-credentials";
import { explain } from "./failure.mjs";
import { progress } from "./progress.mjs";
import { table } from "./table.mjs";

const usage = `node audit.mjs [--env sandbox|production] [--region us|eu] [--base-url https://…]

JUNCTION_ORG_ID          the organisation, a uuid
JUNCTION_MANAGEMENT_KEY  a management key of it, which begins with mg_`;

try {
  process.exitCode = await main();
} catch (error) {
  const { message, exitCode } = explain(error);
  console.error(message);
  process.exitCode = exitCode;
}

async function main() {
  const { values } = parseArgs({
    options: {
      env: { type: "string", default: "sandbox" },
      region: { type: "string", default: "us" },
      "base-url": { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }

  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());

  const junction = new JunctionManagement({
    baseUrl: values["base-url"],
    onDrift: (drift) => console.error("not known to this version of junction-credentials:", drift),
  });
  const { env, region } = /** @type {{ env: "sandbox", region: "us" }} */ (values);
  const credentials = junction.teamCustomCredentials(env, region);

  /** @type {Map<string, string[]>} */
  const providersOf = new Map();
  const tell = progress();
  for await (const { team_id, source } of credentials.list({}, { signal: interrupted.signal })) {
    providersOf.set(team_id, [...(providersOf.get(team_id) ?? []), source]);
    tell(providersOf.size);
  }

  const rows = [...providersOf].sort().map(([team, providers]) => {
    return [team, `${providers.length}`, providers.sort().join(", ")];
  });
  for (const line of table([["team", "credentials", "providers"], ...rows])) console.log(line);
  return 0;
}
