/** A router whose inputs and outputs are validated by schemas of the package. */

import { initTRPC } from "@trpc/server";
import {
  JunctionManagement,
  type PrepareTeamCustomCredentialsBody,
  type PrepareTeamCustomCredentialsResponse,
  schemas,
} from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";

const api = fakeManagementApi();
/** The requests that the API received. */
export const sent = api.requests;

const junction = new JunctionManagement({
  orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: "mg_test",
  fetch: api.fetch,
});
const credentials = junction.teamCustomCredentials("sandbox", "us");
const t = initTRPC.create();

export const router = t.router({
  prepare: t.procedure
    .input(schemas.PrepareTeamCustomCredentialsBody)
    .output(schemas.PrepareTeamCustomCredentialsResponse)
    .mutation(({ input }) => credentials.prepare(input satisfies PrepareTeamCustomCredentialsBody)),
  set: t.procedure
    .input(schemas.UpsertTeamCustomCredentialsBody)
    .output(schemas.ClientFacingTeamProviderCredentials)
    .mutation(({ input }) => credentials.set(input)),
  malformed: t.procedure
    .output(schemas.PrepareTeamCustomCredentialsResponse)
    .query(() => ({ status: 7 }) as unknown as PrepareTeamCustomCredentialsResponse),
});

export const createCaller = t.createCallerFactory(router);

/** The types of a caller are those of the package. */
export async function typed(body: PrepareTeamCustomCredentialsBody) {
  return (await createCaller({}).prepare(body)) satisfies PrepareTeamCustomCredentialsResponse;
}
