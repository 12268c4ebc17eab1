// The options of a client, valid and invalid.

import {
  CredentialPager,
  JunctionManagement,
  type JunctionManagementOptions,
  RequestError,
  TeamCustomCredentials,
} from "junction-credentials";
import { expect, test } from "vitest";
import { managementKey, orgId } from "./observed.js";
import { errorOf, wrongPaths } from "./thrown.js";

/** Creates a client with valid options, except for these, which the types may forbid. */
function made(options: object): JunctionManagement {
  return new JunctionManagement({ orgId, managementKey, ...options } as JunctionManagementOptions);
}

for (const [what, orgId] of [
  ["absent", undefined],
  ["null", null],
  ["empty", ""],
  ["no uuid", "acme"],
  ["a uuid without hyphens", "6f1c2a3458d74b0e9c612f7d0f4b9a10"],
  ["a uuid between spaces", " 6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10 "],
  ["a number", 7],
] as const) {
  test(`an orgId that is ${what} is refused at once`, async () => {
    expect(await wrongPaths(() => made({ orgId }))).toEqual(["orgId"]);
  });
}

test("a missing orgId differs from the error for a wrong one", async () => {
  const missing = await errorOf(RequestError, () => made({ orgId: undefined }));
  const wrong = await errorOf(RequestError, () => made({ orgId: "acme" }));

  expect([missing.message, wrong.message]).toEqual([
    "nothing was sent: `orgId`: expected a uuid, as an option or in JUNCTION_ORG_ID",
    "nothing was sent: `orgId`: expected a uuid",
  ]);
});

for (const [what, managementKey] of [
  ["a team's secret key", "sk_us_1234"],
  ["a team's public key", "pk_eu_1234"],
  ["empty", ""],
  ["broken by a line", "mg_1234\n"],
  ["broken by a carriage return", "mg_12\r34"],
  ["a key with a space", "mg_12 34"],
  ["a key with a letter that no header carries", "mg_ä"],
  ["a number", 7],
  ["null", null],
  ["an object", {}],
] as const) {
  test(`a managementKey that is ${what} is refused at once`, async () => {
    expect(await wrongPaths(() => made({ managementKey }))).toEqual(["managementKey"]);
  });
}

test("a team's key is refused with a word on which key is needed", async () => {
  const error = await errorOf(RequestError, () => made({ managementKey: "sk_us_1234" }));

  expect(error.issues).toEqual([
    {
      path: "managementKey",
      message: "expected a management key, which begins with `mg_`, not a team API key",
    },
  ]);
});

for (const baseUrl of [
  undefined,
  "https://api.management.junction.com",
  "https://api.management.junction.com/",
  "https://API.management.junction.com:443",
]) {
  test(`a client of the real API needs a key, its baseUrl being ${baseUrl}`, async () => {
    expect(await wrongPaths(() => made({ managementKey: undefined, baseUrl }))).toEqual(["managementKey"]);
  });
}

test("a client of a proxy needs no key", () => {
  const junction = made({ managementKey: undefined, baseUrl: "https://proxy.example" });

  expect(junction).toBeInstanceOf(JunctionManagement);
});

for (const baseUrl of [
  "",
  "proxy.example",
  "//proxy.example",
  "ftp://proxy.example",
  "file:///management",
  "data:,management",
  "http://proxy.example",
  "http://10.0.0.1",
  "http://0.0.0.0",
  "http://localhost.proxy.example",
  "http://notlocalhost",
  "http://127.0.0.1.proxy.example",
  "https://",
  "https://proxy.example?a=b",
  "https://proxy.example/#here",
  "https://user@proxy.example",
  "https://user:password@proxy.example",
  "https://:password@proxy.example",
  null,
  7,
]) {
  test(`this baseUrl is refused at once: ${baseUrl}`, async () => {
    expect(await wrongPaths(() => made({ baseUrl }))).toEqual(["baseUrl"]);
  });
}

for (const baseUrl of [
  "https://proxy.example",
  "https://proxy.example:8443/a/b/",
  "https://10.0.0.1",
  "http://localhost",
  "http://localhost:8787/",
  "http://api.localhost:8787",
  "http://127.0.0.1:8787",
  "http://127.1",
  "http://[::1]:8787",
]) {
  test(`this baseUrl is accepted: ${baseUrl}`, () => {
    expect(made({ baseUrl })).toBeInstanceOf(JunctionManagement);
  });
}

for (const keyHeader of ["x-management-key", "Authorization", "", null, 7]) {
  test(`this keyHeader is refused at once: ${JSON.stringify(keyHeader)}`, async () => {
    expect(await wrongPaths(() => made({ keyHeader }))).toEqual(["keyHeader"]);
  });
}

for (const fetch of [null, "fetch", {}, 7]) {
  test(`a fetch that is no function is refused at once: ${JSON.stringify(fetch)}`, async () => {
    expect(await wrongPaths(() => made({ fetch }))).toEqual(["fetch"]);
  });
}

test("allowUnknownProviders is a boolean", async () => {
  expect(await wrongPaths(() => made({ allowUnknownProviders: "yes" }))).toEqual(["allowUnknownProviders"]);
});

test("an option that there is not is refused at once, for it may be a typing error", async () => {
  const { issues } = await errorOf(RequestError, () => made({ baseURL: "https://proxy.example" }));

  expect(issues.map(({ path }) => path)).toEqual([""]);
});

test("an option that there is not is refused even if it is a function", async () => {
  expect(await wrongPaths(() => made({ onDrfit: () => {} }))).toEqual([""]);
});

test("an option that is undefined is as good as absent", () => {
  const junction = made({
    baseUrl: undefined,
    keyHeader: undefined,
    fetch: undefined,
    allowUnknownProviders: undefined,
  });

  expect(junction).toBeInstanceOf(JunctionManagement);
});

test("every option of a wrong type is reported at once", async () => {
  const paths = await wrongPaths(() =>
    made({ orgId: "acme", managementKey: 7, baseUrl: 7, keyHeader: "Authorization", fetch: 7 }),
  );

  expect(paths.sort()).toEqual(["baseUrl", "fetch", "keyHeader", "managementKey", "orgId"]);
});

test("every option of a wrong value is reported at once", async () => {
  const paths = await wrongPaths(() =>
    made({
      orgId: "acme",
      managementKey: "sk_us_1",
      baseUrl: "http://proxy.example",
      keyHeader: "Authorization",
    }),
  );

  expect(paths.sort()).toEqual(["baseUrl", "keyHeader", "managementKey", "orgId"]);
});

test("a client made without options misses the organisation and the key", async () => {
  const paths = await wrongPaths(() => new JunctionManagement());

  expect(paths.sort()).toEqual(["managementKey", "orgId"]);
});

test("options that are null are as good as none", async () => {
  const paths = await wrongPaths(() => new JunctionManagement(null as never));

  expect(paths.sort()).toEqual(["managementKey", "orgId"]);
});

test("an unknown environment and an unknown region are refused at once, in one error", async () => {
  const { issues } = await errorOf(RequestError, () =>
    made({}).teamCustomCredentials("dev" as never, "ap" as never),
  );

  expect(issues).toEqual([
    { path: "env", message: "expected `production` or `sandbox`" },
    { path: "region", message: "expected `us` or `eu`" },
  ]);
});

test("who leaves out the environment and the region gets the valid values", async () => {
  const { message } = await errorOf(RequestError, () =>
    made({}).teamCustomCredentials(undefined as never, null as never),
  );

  expect(message).toBe(
    "nothing was sent: `env`: expected `production` or `sandbox`; `region`: expected `us` or `eu`",
  );
});

for (const [env, region, path] of [
  ["Sandbox", "us", "env"],
  [undefined, "us", "env"],
  [null, "us", "env"],
  [["sandbox"], "us", "env"],
  ["sandbox", "US", "region"],
  ["sandbox", undefined, "region"],
  ["sandbox", "us/..", "region"],
] as const) {
  test(`there is no such environment and region: ${JSON.stringify([env, region])}`, async () => {
    const paths = await wrongPaths(() => made({}).teamCustomCredentials(env as never, region as never));

    expect(paths).toEqual([path]);
  });
}

test("the parts of a client are what they say they are", () => {
  const credentials = made({}).teamCustomCredentials("sandbox", "us");

  expect(credentials).toBeInstanceOf(TeamCustomCredentials);
  expect(credentials.list()).toBeInstanceOf(CredentialPager);
});

test("a client shows nothing of its key when it is written out", () => {
  const junction = made({});

  expect(JSON.stringify([junction, junction.teamCustomCredentials("sandbox", "us")])).toBe("[{},{}]");
});
