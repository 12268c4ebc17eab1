// Lists and sets with fetch alone, and checks only the status.

import { key, orgId, origin } from "./path.mjs";

export function client(fetch, check = (value) => value) {
  const url = `${origin}/v1/org/${orgId}/team_custom_credentials/sandbox/us`;
  const headers = { "X-Management-Key": key };
  const checked = async (response) => {
    if (!response.ok) throw new Error(`status ${response.status}`);
    return check(await response.json());
  };
  return {
    list: async () => checked(await fetch(`${url}?provider=fitbit`, { headers })),
    set: async (body) =>
      checked(
        await fetch(url, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
  };
}
