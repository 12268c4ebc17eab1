import { expect, test } from "vitest";
import { builtCheck } from "./built.mjs";
import { compare } from "./compare.mjs";

const seed = 1;

test("the module that ships agrees with JSON.parse and the reference", { timeout: 120_000 }, () => {
  const documents = 100_000;

  const { counts, disagreements } = compare({ check: builtCheck, documents, seed });

  expect(disagreements, `seed ${seed}`).toEqual([]);
  // If nearly all documents had the same result, mutation would test little.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(documents / 8);
});

const wrongChecks = {
  "takes any date": (type, bytes) => builtCheck(type, bytes).filter(({ path }) => !path.endsWith("_at")),
  "takes control characters in strings": (type, bytes) =>
    builtCheck(
      type,
      bytes.map((byte) => byte || 32),
    ),
  "takes everything that is JSON": (type, bytes) =>
    builtCheck(type, bytes).filter(({ message }) => message.startsWith("malformed")),
  "refuses escapes": (type, bytes) =>
    bytes.includes(92) ? [{ path: "", message: "malformed JSON" }] : builtCheck(type, bytes),
  "names another place": (type, bytes) =>
    builtCheck(type, bytes).map(({ path, message }) => ({ path: `${path}[1]`, message })),
};

for (const [mistake, check] of Object.entries(wrongChecks)) {
  test(`a check that ${mistake} is found out`, () => {
    expect(compare({ check, documents: 20_000, seed }).disagreements).not.toEqual([]);
  });
}
