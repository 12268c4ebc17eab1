/** The client that a command uses. */

import { JunctionManagement, type JunctionManagementOptions } from "junction-credentials";
import { UsageError } from "./exit.js";
import type { CommonOptions } from "./options.js";

const unset =
  "set JUNCTION_ORG_ID to the id of your organisation and JUNCTION_MANAGEMENT_KEY to its management key, or try --demo";

/** Returns the client of the options and the environment, or that of the demo. */
export async function clientOf(
  { demo, baseUrl }: CommonOptions,
  onAttempt: NonNullable<JunctionManagementOptions["onAttempt"]>,
): Promise<JunctionManagement> {
  if (!demo) {
    const { JUNCTION_ORG_ID: orgId, JUNCTION_MANAGEMENT_KEY: key } = process.env;
    if (!orgId || (!key && baseUrl === undefined)) throw new UsageError(unset);
    return new JunctionManagement({ baseUrl, onAttempt });
  }
  if (baseUrl !== undefined) throw new UsageError("expected --demo or --base-url, not both");
  const { demoClient } = await import("./demo.js");
  return demoClient(onAttempt);
}
