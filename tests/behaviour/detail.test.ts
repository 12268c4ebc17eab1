// The reason that the API gives in words when it refuses.

import { ApiError } from "junction-credentials";
import { expect, test } from "vitest";
import { managementKey, observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

const secret = "s3cret/of=the client";

/** Returns the error of a `set` whose response has this body. */
async function refused(body: unknown, status = 403): Promise<ApiError> {
  const answer = () => new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  const { credentials } = observed(answer);
  return await errorOf(ApiError, () =>
    credentials.set({ team_id: teamA, provider: "strava", client_id: "id", client_secret: secret }),
  );
}

for (const status of [400, 401, 403, 404, 409, 422, 500]) {
  test(`the detail of a ${status} is a field and part of the message`, async () => {
    const error = await refused({ detail: "Team is archived" }, status);

    expect(error).toMatchObject({ status, detail: "Team is archived", issues: [] });
    expect(error.message).toContain(": Team is archived");
  });
}

for (const [what, detail] of [
  ["an object with an error_message", { error_message: "Team is archived", message: "no", error_type: "x" }],
  ["an object with a message", { message: "Team is archived" }],
  ["an object whose error_message is no text", { error_message: null, message: "Team is archived" }],
] as const) {
  test(`a detail may be ${what}`, async () => {
    expect((await refused({ detail })).detail).toBe("Team is archived");
  });
}

for (const [what, body] of [
  ["no JSON", "<html>detail</html>"],
  ["empty", ""],
  ["an array", [{ detail: "x" }]],
  ["a text", '"detail"'],
  ["without a detail", { message: "x" }],
  ["with a number as detail", { detail: 7 }],
  ["with an object without a text as detail", { detail: { code: "x" } }],
  ["cut off", '{"detail":"Team'],
] as const) {
  test(`a body that is ${what} gives no detail`, async () => {
    const error = await refused(body);

    expect(error.detail).toBeUndefined();
    expect(error.message).toBe("the API responded with 403 (the management key does not allow this)");
  });
}

test("a 422 with issues has no detail", async () => {
  const issue = { loc: ["body", "team_id"], msg: "not a team", type: "value_error" };

  const error = await refused({ detail: [issue] }, 422);

  expect(error.detail).toBeUndefined();
  expect(error.issues).toEqual([issue]);
});

test("the secrets of a call are stars in its detail, in every form in which they can come back", async () => {
  const base64 = (text: string) => btoa(text);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString().slice("secret=".length),
    base64(secret),
    base64(secret).replace(/=+$/, ""),
    managementKey,
    base64(managementKey),
  ];

  const error = await refused({ detail: forms.join(" | ") });

  expect(error.detail?.split(" | ").map((form) => form.replace(/=+$/, ""))).toEqual(forms.map(() => "***"));
  expect(error.message).not.toContain("s3cret");
});

test("a secret that a control character splits is masked, too", async () => {
  const { detail } = await refused({ detail: secret.replace(" ", "\u0007") });

  expect(detail).toBe("***");
});

test("control characters of a detail are spaces", async () => {
  const { detail } = await refused({ detail: "a\u0000b\u001bc\u007fd\u0085e\r\nf\u00a0g" });

  expect(detail).toBe("a b c d e  f\u00a0g");
});

test("a detail is cut after 1,000 characters, and no character in two", async () => {
  const { detail } = await refused({ detail: "a😀".repeat(1000) });

  expect(detail).toBe("a😀".repeat(500));
});

test("an ApiError is constructed without a detail, as before", () => {
  const error = new ApiError("refused", {
    status: 403,
    issues: [],
    retryAfterMs: undefined,
    attempts: 1,
    traceId: undefined,
  });

  expect(error.detail).toBeUndefined();
});
