/** Routes that set a credential. hono's validator validates their body with a schema of the package. */

import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";
import { JunctionManagement, type SetTeamCustomCredentialsBody, schemas } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";

export const api = fakeManagementApi();
const junction = new JunctionManagement({
  orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: "mg_test",
  fetch: api.fetch,
});
const credentials = junction.teamCustomCredentials("sandbox", "us");

const checkedBody = sValidator("json", schemas.UpsertTeamCustomCredentialsBody, (result, c) => {
  // Without this hook the validator responds with the whole body, secrets included.
  if (!result.success) return c.json({ issues: result.error }, 400);
});

export const app = new Hono()
  .post("/credentials", checkedBody, async (c) => {
    const body = c.req.valid("json") satisfies SetTeamCustomCredentialsBody;
    const { id, source } = await credentials.set(body);
    return c.json({ id, source }, 201);
  })
  .post("/echo", sValidator("json", schemas.UpsertTeamCustomCredentialsBody), (c) => c.body(null, 204));
