// Errors contain no value that was sent or received, wherever it was.

import { isJunctionError, JunctionManagement, type JunctionManagementOptions } from "junction-credentials";
import { expect, test } from "vitest";
import { credential, described, page } from "./bodies.js";
import { type Answer, observed, orgId, teamA } from "./observed.js";
import { everythingIn, thrownBy } from "./thrown.js";

const canary = "canary-5e7d";

const made = (options: object) => () =>
  new JunctionManagement({ orgId, managementKey: "mg_1", ...options } as JunctionManagementOptions);
const listing = (query: object) => () => observed(described).credentials.list(query as never);
const setting = (body: object) => () =>
  observed(described).credentials.set({ team_id: teamA, provider: "strava", ...body } as never);
const answered = (answer: Answer) => () =>
  observed(answer, { managementKey: `mg_${canary}` }).credentials.set({
    team_id: teamA,
    provider: "polar",
    client_id: `id ${canary}`,
    client_secret: `secret ${canary}`,
    details: { webhook_secret: `webhook ${canary}` },
    redirect_url_override: `https://${canary}.example`,
  });
const listed = (fields: object) => () =>
  observed(() =>
    Response.json({ credentials: [{ ...credential(1), client_id: canary, ...fields }] }),
  ).credentials.list();

const failures: Readonly<Record<string, () => unknown>> = {
  "an organisation that is none": made({ orgId: canary }),
  "a key of another API": made({ managementKey: `sk_${canary}` }),
  "a key that no header carries": made({ managementKey: `mg_${canary}\n` }),
  "a base URL with a password": made({ baseUrl: `https://${canary}:${canary}@proxy.example` }),
  "a base URL with a query": made({ baseUrl: `https://proxy.example/?key=${canary}` }),
  "a base URL without TLS": made({ baseUrl: `http://${canary}.example` }),
  "a base URL that is none": made({ baseUrl: canary }),
  "a header that there is not": made({ keyHeader: canary }),
  "an option that there is not": made({ [canary]: canary }),
  "an environment that there is not": () =>
    made({})().teamCustomCredentials(canary as never, canary as never),
  "a team that is no uuid": listing({ team_id: [canary] }),
  "a provider that nobody knows": listing({ provider: canary }),
  "a query key that there is not": listing({ [canary]: canary }),
  "an id that is no uuid": () => observed(described).credentials.delete([canary]),
  "a client id that is no text": setting({ client_id: [canary] }),
  "a secret that is no text": setting({ client_secret: { [canary]: canary } }),
  "details of no described shape": setting({ details: { [canary]: canary } }),
  "incomplete details": setting({ details: { fitbit: { workout_verify_token: canary, [canary]: 1 } } }),
  "a billing type that nobody knows": setting({
    provider: "quest",
    details: { quest: {}, disallowed_billing_states: { [canary]: [canary] } },
  }),
  "a toJSON that throws": setting({
    beta: {
      toJSON() {
        throw new Error(canary);
      },
    },
  }),
  "a signal that is none": () => observed(described).credentials.list({}, { signal: canary as never }),
  "a limit that is none": () =>
    observed(described)
      .credentials.list()
      .toArray({ limit: canary as never }),
  "a key function that throws": () =>
    observed(described, {
      managementKey: () => {
        throw new Error(canary);
      },
    }).credentials.list(),
  "a key function that rejects": () =>
    observed(described, { managementKey: () => Promise.reject(new Error(canary)) }).credentials.list(),
  "a key function that gives a wrong key": () =>
    observed(described, { managementKey: () => `mg_${canary}\n` }).credentials.list(),
  "a fetch that fails": answered(({ url, init }) => {
    throw Object.assign(new TypeError(`failed: ${url} ${JSON.stringify(init)}`), {
      code: canary,
      cause: Object.assign(new Error(canary), { code: canary }),
    });
  }),
  "a fetch that rejects with the request": answered((request) => Promise.reject(request)),
  "a fetch that gives no response": answered((request) => request),
  "a body that breaks off": answered(() => ({
    status: 200,
    headers: { get: () => canary },
    arrayBuffer: () => Promise.reject(new Error(canary)),
  })),
  "a redirect": answered(
    () =>
      new Response(canary, {
        status: 307,
        headers: { location: `https://${canary}@elsewhere.example/${canary}` },
      }),
  ),
  "an error status with HTML": answered(
    () => new Response(`<html>${canary}`, { status: 502, headers: { etag: canary } }),
  ),
  "an error status with a text that repeats the secrets": answered(({ init }) => {
    const { client_secret, details } = JSON.parse(init.body ?? "");
    const sent = JSON.stringify([init.headers, client_secret, details]);
    return Response.json({ detail: `not ${sent} ${encodeURIComponent(sent)}` }, { status: 400 });
  }),
  "an error status with a number": answered(() =>
    Response.json({ detail: 7, [canary]: canary }, { status: 400 }),
  ),
  "a 422 that repeats what was sent": answered(({ init }) =>
    Response.json(
      {
        detail: [
          {
            loc: ["body", `secret ${canary}`],
            msg: `not ${init.headers["X-Management-Key"]}`,
            type: `webhook ${canary}`,
          },
          {
            loc: ["body"],
            msg: "Field required",
            type: "missing",
            input: JSON.parse(init.body ?? ""),
            ctx: { canary },
          },
        ],
      },
      { status: 422 },
    ),
  ),
  "a 422 that is not as described": answered(() =>
    Response.json({ detail: [{ msg: canary }] }, { status: 422 }),
  ),
  "a success with HTML": answered(() => new Response(`<html>${canary}`)),
  "a success that is cut off": answered(() => new Response(`{"id":"${canary}`)),
  "an id in an answer that is none": listed({ id: canary }),
  "a date in an answer that is none": listed({ created_at: canary }),
  "details in an answer that are malformed": listed({ details: { fitbit: canary, [canary]: canary } }),
  "a key in an answer whose value is malformed": listed({
    details: { quest: {}, disallowed_billing_states: { [canary]: canary } },
  }),
};

for (const [what, failure] of Object.entries(failures)) {
  test(`no value is shown of ${what}`, async () => {
    const error = await thrownBy(failure);

    expect(isJunctionError(error)).toBe(true);
    expect(everythingIn(error)).not.toContain(canary);
  });
}

test("a cursor that comes again is shown by the field that is there for it, and nowhere else", async () => {
  const error = (await thrownBy(() =>
    observed(() => Response.json(page([], canary)))
      .credentials.list()
      .toArray(),
  )) as Error;

  const { cursor, ...others } = { ...error } as unknown as { cursor: string };

  expect(cursor).toBe(canary);
  expect(JSON.stringify([others, error.message, error.stack])).not.toContain(canary);
});
