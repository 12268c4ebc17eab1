// Providers that this version does not know.

import { JunctionManagement } from "junction-credentials";
import { type ConfigEntry, plan, pull } from "junction-credentials/plan";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { config, north, only, orgId, teams } from "./world.js";

const wanted = config({
  env: "sandbox",
  team_id: north,
  provider: "acme",
  client_id: "id",
} as unknown as ConfigEntry);

function organisation(allowUnknownProviders: boolean, sources: readonly string[] = []) {
  const credentials = sources.map((source) => ({ team_id: north, source, client_id: "id" }));
  const { fetch } = fakeManagementApi({ teams, credentials });
  return new JunctionManagement({ orgId, managementKey: "mg_test", fetch, allowUnknownProviders });
}

test("an entry for one is an issue, unless the client allows them", async () => {
  await expect(plan(organisation(false), wanted)).rejects.toMatchObject({
    issues: [{ path: "credentials[0].provider" }],
  });

  expect(only(await plan(organisation(true), wanted))).toMatchObject({ action: "create", provider: "acme" });
  expect(only(await plan(organisation(true, ["acme"]), wanted))).toMatchObject({ action: "none" });
});

test("entries for them are sorted like all others", async () => {
  const of = (provider: string) => ({ ...wanted.credentials[0], provider }) as ConfigEntry;

  const { changes } = await plan(
    organisation(true),
    config(of("zeta-x"), of("acme"), of("a\nb"), of("c\nb")),
  );

  expect(changes.map(({ provider }) => provider).slice(-2)).toEqual(["acme", "zeta-x"]);
  expect(changes).toHaveLength(4);
});

test("pull writes an entry for one only if the client allows them", async () => {
  const refused = await pull(organisation(false, ["acme"]));
  const allowed = await pull(organisation(true, ["acme", "ä/ö"]));

  expect(refused.omitted).toMatchObject([{ provider: "acme" }]);
  expect(allowed.config.credentials).toMatchObject([{ provider: "acme" }, { provider: "ä/ö" }]);
});

test("one of any characters is left alone", async () => {
  const sources = ["a\tb", "a\nb", "a/b", "\ud800", '"', "__proto__"];
  const junction = organisation(false, sources);

  const difference = await plan(
    junction,
    { credentials: [], prune: [{ env: "sandbox", region: "us" }] },
    { prune: true },
  );

  expect(difference.changes).toEqual([]);
  expect((await pull(junction)).omitted).toHaveLength(sources.length);
});
