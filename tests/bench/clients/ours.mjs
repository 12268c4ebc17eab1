// Lists and sets with this package.

import { JunctionManagement } from "junction-credentials";
import { key, orgId } from "./path.mjs";

export function client(fetch) {
  const junction = new JunctionManagement({ orgId, managementKey: key, fetch });
  const credentials = junction.teamCustomCredentials("sandbox", "us");
  return {
    list: () => credentials.list({ provider: "fitbit" }),
    set: (body) => credentials.set(body),
  };
}
