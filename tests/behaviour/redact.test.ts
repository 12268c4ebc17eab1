// Copies of credentials without secrets.

import { redact } from "junction-credentials";
import { sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";

const secretKeys = [
  "webhook_secret",
  "webhook_secret_key",
  "webhook_secret_token",
  "webhook_token",
  "workout_verify_token",
  "sleep_verify_token",
  "body_verify_token",
  "foods_verify_token",
];

/** Returns every string under one of these keys, at any depth. */
function under(keys: readonly string[], value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    keys.includes(key) && typeof inner === "string" ? [inner] : under(keys, inner),
  );
}

test("every secret of every shape of details stands as three stars", () => {
  const samples = sampleCredentials(11);
  const secrets = under(secretKeys, samples);

  const text = JSON.stringify(redact(samples));

  expect(secrets.length > 0).toBe(true);
  expect(secrets.filter((secret) => text.includes(String(secret)))).toEqual([]);
  expect(new Set(under(secretKeys, redact(samples)))).toEqual(new Set(["***"]));
});

test("what the API does not describe is hidden, whatever its keys are called", () => {
  const redacted = redact({
    id: "a",
    new_lab: { id: "s3cret", source: ["s3cret"] },
    details: { quest: { client_id: "s3cret", account_number: 7 } },
  });

  expect(redacted).toEqual({
    id: "a",
    new_lab: { id: "***", source: ["***"] },
    details: { quest: { client_id: "***", account_number: "***" } },
  });
});

test("what is no secret stays as it is", () => {
  const credential = {
    id: "a",
    source: "labcorp",
    client_id: "public",
    details: {
      labcorp: { account_number: "42", billing_method: "CM" },
      disallowed_billing_states: { client_bill: ["CA"] },
      allowed_billing_types: null,
    },
  };

  expect(redact(credential)).toEqual(credential);
});

test("the secret of a body stands as three stars", () => {
  const body = { provider: "oura", client_id: "public", client_secret: "s3cret" };

  expect(redact(body)).toEqual({ provider: "oura", client_id: "public", client_secret: "***" });
});

test("what nobody knows is taken for a secret", () => {
  const credential = { details: { new_lab: { account: 7, key: ["s3cret"], active: true, note: null } } };

  expect(redact(credential)).toEqual({
    details: { new_lab: { account: "***", key: ["***"], active: true, note: null } },
  });
});

test("the original is not changed", () => {
  const body = Object.freeze({ client_secret: "s3cret" });

  redact(body);

  expect(body.client_secret).toBe("s3cret");
});
