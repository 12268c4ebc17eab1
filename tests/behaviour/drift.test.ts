// Reports to `onDrift` of what this version does not know.

import { type Drift, type JunctionManagementOptions, RequestError } from "junction-credentials";
import { expect, test } from "vitest";
import { credential, described, idOf, listing, page } from "./bodies.js";
import { idle, observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

const secret = "s3cret of somebody";

/** A client whose responses all have this body, and its reports. */
function reporting(body: unknown, onDrift?: (drift: Drift) => unknown) {
  const reported: Drift[] = [];
  const client = observed(() => Response.json(body), {
    onDrift: (drift) => {
      reported.push(drift);
      return onDrift?.(drift) as undefined;
    },
  });
  return { ...client, reported };
}

const pageOf = (...changes: object[]) => ({
  credentials: changes.map((change, index) => ({ ...credential(index), ...change })),
});
const quest = { quest: {} };

for (const [what, change, drift] of [
  ["a new source", { source: "acme" }, { kind: "value", path: "credentials[].source", value: "acme" }],
  [
    "a new billing method",
    { details: { labcorp: { account_number: "1", billing_method: "XX" } } },
    { kind: "value", path: "credentials[].details.labcorp.billing_method", value: "XX" },
  ],
  [
    "a new billing type",
    { details: { ...quest, allowed_billing_types: ["patient_bill", "barter"] } },
    { kind: "value", path: "credentials[].details.allowed_billing_types[]", value: "barter" },
  ],
  [
    "a new key of a map",
    { details: { ...quest, disallowed_billing_states: { barter: ["NY"] } } },
    { kind: "key", path: "credentials[].details.disallowed_billing_states" },
  ],
  ["a new key", { beta: secret }, { kind: "key", path: "credentials[]" }],
  [
    "a new key of details",
    { details: { client: "c", beta: 1 } },
    { kind: "key", path: "credentials[].details" },
  ],
  ["a new shape of details", { details: { acme: secret } }, { kind: "shape", path: "credentials[].details" }],
  ["free text for a source", { source: secret }, { kind: "value", path: "credentials[].source" }],
  ["a source of any length", { source: "a".repeat(65) }, { kind: "value", path: "credentials[].source" }],
] as const) {
  test(`what this version does not know is reported with its place: ${what}`, async () => {
    const { credentials, reported } = reporting(pageOf(change));

    await credentials.list();

    expect(reported).toEqual([drift]);
  });
}

test("nothing is reported where nothing is new", async () => {
  const reported: Drift[] = [];
  const { credentials } = observed(described, { onDrift: (drift) => reported.push(drift) });

  await credentials.list();
  await credentials.set({ team_id: teamA, provider: "strava" });
  await credentials.prepare({ team_id: teamA, provider: "strava" });
  await credentials.delete([idOf(1)]);

  expect(reported).toEqual([]);
});

test("a key is reported without its name and a shape without its keys, since they may be secrets", async () => {
  const { credentials, reported } = reporting(pageOf({ [secret]: 1 }, { details: { [secret]: secret } }));

  await credentials.list();

  expect(reported).toHaveLength(2);
  expect(JSON.stringify(reported)).not.toContain(secret);
});

test("free text is never reported, wherever it stands", async () => {
  const { credentials, reported } = reporting({
    ...pageOf({ client_id: secret, app_url: secret, details: { webhook_secret: secret } }),
    next_cursor: secret,
  });

  await credentials.list();

  expect(reported).toEqual([]);
});

test("what is new is reported once, however often it stands in however many answers", async () => {
  const { credentials, junction, reported } = reporting(pageOf({ source: "acme" }, { source: "acme" }));

  await credentials.list();
  await credentials.list();
  await junction.teamCustomCredentials("production", "eu").list();

  expect(reported).toHaveLength(1);
});

test("each client tells", async () => {
  const clients = [reporting(pageOf({ source: "acme" })), reporting(pageOf({ source: "acme" }))];

  for (const { credentials } of clients) await credentials.list();

  expect(clients.map(({ reported }) => reported.length)).toEqual([1, 1]);
});

test("every page of a listing is looked at", async () => {
  const reported: Drift[] = [];
  const pages = { "": page([1], "p2"), p2: { credentials: [{ ...credential(2), source: "acme" }] } };
  const { credentials } = observed(listing(pages), { onDrift: (drift) => reported.push(drift) });

  await credentials.list().toArray({ limit: 10 });

  expect(reported).toEqual([{ kind: "value", path: "credentials[].source", value: "acme" }]);
});

for (const [name, body, call, drifts] of [
  [
    "set",
    { ...credential(1), source: "acme" },
    ({ credentials }: ReturnType<typeof reporting>) =>
      credentials.set({ team_id: teamA, provider: "strava" }),
    [{ kind: "value", path: "source", value: "acme" }],
  ],
  [
    "prepare",
    { status: "acme", preparation_steps: [{ type: "call", key: null, value: "v", description: null, b: 1 }] },
    ({ credentials }: ReturnType<typeof reporting>) =>
      credentials.prepare({ team_id: teamA, provider: "strava" }),
    [
      { kind: "value", path: "status", value: "acme" },
      { kind: "value", path: "preparation_steps[].type", value: "call" },
      { kind: "key", path: "preparation_steps[]" },
    ],
  ],
  [
    "delete",
    { success: [], failure: [], not_found: [], pending: [] },
    ({ credentials }: ReturnType<typeof reporting>) => credentials.delete([idOf(1)]),
    [{ kind: "key", path: "" }],
  ],
] as const) {
  test(`${name} reports what is new, too`, async () => {
    const client = reporting(body);

    expect(await call(client)).toEqual(body);

    expect(client.reported).toEqual(drifts);
  });
}

// An unhandled rejection fails the test run.
for (const [what, fail] of [
  [
    "throws",
    () => {
      throw new Error("not now");
    },
  ],
  ["rejects", () => Promise.reject(new Error("not now"))],
  [
    "gives what fails when it is awaited",
    () => ({
      // biome-ignore lint/suspicious/noThenProperty: the test needs an invalid thenable.
      get then() {
        throw new Error("not now");
      },
    }),
  ],
] as const) {
  test(`a function that ${what} fails no call, and receives the other reports`, async () => {
    const { credentials, reported } = reporting(pageOf({ source: "acme" }, { beta: 1 }), fail);

    const { credentials: listed } = await credentials.list();
    await idle();

    expect(listed).toHaveLength(2);
    expect(reported).toHaveLength(2);
  });
}

test("the function is called as a function", async () => {
  const receivers: unknown[] = [];
  function onDrift(this: unknown) {
    receivers.push(this);
  }
  const { credentials } = observed(() => Response.json(pageOf({ beta: 1 })), { onDrift });

  await credentials.list();

  expect(receivers).toEqual([undefined]);
});

test("an invalid response causes no report", async () => {
  const { credentials, reported } = reporting(pageOf({ source: "acme" }, { id: 7 }));

  await credentials.list().then(
    () => {},
    () => {},
  );

  expect(reported).toEqual([]);
});

test("a client that finds ever more new values stops reporting them", async () => {
  const sources = (from: number) =>
    pageOf(...Array.from({ length: 90 }, (_, index) => ({ source: `acme_${from + index}` })));
  const reported: Drift[] = [];
  const { credentials } = observed((_, index) => Response.json(sources(index * 90)), {
    onDrift: (drift) => reported.push(drift),
  });

  for (let pages = 0; pages < 12; pages += 1) await credentials.list();

  expect(reported).toHaveLength(1000);
});

test("for one response at most 100 new values are reported", async () => {
  const sources = Array.from({ length: 300 }, (_, index) => ({ source: `acme_${index}` }));
  const reported: Drift[] = [];
  const { credentials } = observed(() => Response.json(pageOf(...sources)), {
    onDrift: (drift) => reported.push(drift),
  });

  await credentials.list();

  expect(reported).toHaveLength(100);
});

for (const onDrift of ["log", 7, true, {}, []]) {
  test(`what is no function is refused: ${JSON.stringify(onDrift)}`, async () => {
    const options = { onDrift } as unknown as JunctionManagementOptions;

    const { issues } = await errorOf(RequestError, () => observed(described, options));

    expect(issues).toEqual([{ path: "onDrift", message: "expected a function" }]);
  });
}

test("an absent function is none", async () => {
  const { credentials } = observed(() => Response.json(pageOf({ source: "acme" })), { onDrift: undefined });

  expect((await credentials.list()).credentials).toHaveLength(1);
});
