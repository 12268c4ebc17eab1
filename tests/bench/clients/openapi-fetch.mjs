// Lists and sets with openapi-fetch, which validates nothing.

import createClient from "openapi-fetch";
import { key, orgId, origin, template } from "./path.mjs";

export function client(fetch) {
  const { GET, POST } = createClient({ baseUrl: origin, fetch, headers: { "X-Management-Key": key } });
  const path = { org_id: orgId, env: "sandbox", region: "us" };
  const dataOf = ({ data, response }) => {
    if (data === undefined) throw new Error(`status ${response.status}`);
    return data;
  };
  return {
    list: async () => dataOf(await GET(template, { params: { path, query: { provider: "fitbit" } } })),
    set: async (body) => dataOf(await POST(template, { params: { path }, body })),
  };
}
