// A secret in a document that a schema validates, or in a response with unknown values, is found in no issue, no error,
// no report of drift, and not in freed memory.

import "./core.js";
import type { Drift } from "junction-credentials";
import { expect, test } from "vitest";
import { credential } from "../behaviour/bodies.js";
import { everySchema, instances } from "../behaviour/instances.js";
import { observed } from "../behaviour/observed.js";
import { canary, collectGarbage, textsOf } from "./canary.js";

/** Yields every document in which one value is replaced, or a key is added. */
function* changed(value: unknown, others: readonly unknown[]): Generator<unknown> {
  yield* others;
  if (typeof value !== "object" || value === null) return;
  yield { ...value, ...(others.at(-1) as object) };
  for (const [key, inner] of Object.entries(value)) {
    for (const other of changed(inner, others)) {
      if (Array.isArray(value)) yield value.with(Number(key), other);
      else yield { ...value, [key]: other };
    }
  }
}

for (const [name, schema] of everySchema) {
  test(`${name} shows no secret, wherever it stands`, async () => {
    const song = canary();
    const { secret } = song;
    const complaints: unknown[] = [];

    for (const document of changed(instances[name], [secret, [secret], { [secret]: { [secret]: secret } }])) {
      const { issues } = schema["~standard"].validate(document);
      if (issues) complaints.push(issues);
      for (const text of [JSON.stringify(document), JSON.stringify(document).slice(0, -3)]) {
        try {
          schema.parseJson(text);
        } catch (error) {
          complaints.push(error);
        }
      }
    }
    await collectGarbage();

    expect(complaints.length).toBeGreaterThan(3);
    expect(complaints.flatMap((complaint) => song.inText(textsOf(complaint)))).toEqual([]);
    expect(song.inMemory()).toEqual([]);
  });
}

test("no report of drift shows a secret that stands as a key, in free text or in details that nobody knows", async () => {
  const song = canary();
  const { secret } = song;
  const drifts: Drift[] = [];
  const credentials = [
    { ...credential(1), source: `Bearer ${secret}`, client_id: secret, app_url: secret, [secret]: secret },
    { ...credential(2), details: { [secret]: secret } },
    { ...credential(3), details: { webhook_secret: secret, [secret]: { [secret]: secret } } },
    { ...credential(4), details: { quest: {}, disallowed_billing_states: { [secret]: [secret] } } },
  ];
  const client = observed(() => Response.json({ credentials, next_cursor: secret }), {
    onDrift: (drift) => drifts.push(drift),
  });

  await client.credentials.list();
  await collectGarbage();

  expect(drifts).toHaveLength(5);
  expect(song.inText(textsOf(drifts))).toEqual([]);
  expect(song.inMemory()).toEqual([]);
});
