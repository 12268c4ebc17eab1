import { expect, test } from "vitest";
import { comparison, complaints } from "./limits.mjs";

/** What the gate says in the Node by whose `JSON.parse` the goals are set. */
const said20 = (figures) => complaints(figures, "20.20.2");

test("the gate says nothing at its very limits", () => {
  const said = said20({ ratios: [1.3], browserEntryBytes: 30_000 });

  expect(said).toEqual([]);
});

test("the gate names the size of a browser entry that is too big", () => {
  const said = said20({ ratios: [1.1], browserEntryBytes: 30_100 });

  expect(said).toEqual(["The browser entry is 30.1 kB after brotli, and must be at most 30.0 kB."]);
});

test("the gate names the best ratio of a decoding that is too slow in every try", () => {
  const said = said20({ ratios: [1.9, 1.41, 1.5], browserEntryBytes: 20_000 });

  expect(said).toEqual([
    "Decoding a page of 100 takes 1.41 times bare JSON.parse in the best of 3 tries, and must take at most 1.30.",
  ]);
});

test("the gate forgives tries that were slow when one was fast enough", () => {
  const said = said20({ ratios: [1.9, 1.29], browserEntryBytes: 20_000 });

  expect(said).toEqual([]);
});

test("the gate names both when both are worse", () => {
  const said = said20({ ratios: [2], browserEntryBytes: 90_000 });

  expect(said).toHaveLength(2);
});

test("the gate knows how much quicker the JSON.parse of newer versions of Node is", () => {
  const figures = { ratios: [1.34], browserEntryBytes: 20_000 };

  const said = ["22.23.3", "24.21.0"].map((version) => complaints(figures, version).length);

  expect(said).toEqual([1, 0]);
});

test("the gate takes a figure that is none for one that is worse", () => {
  const said = said20({ ratios: [Number.NaN], browserEntryBytes: Number.NaN });

  expect(said).toHaveLength(2);
});

test("a goal that was not measured has no verdict", () => {
  const [, ...rows] = comparison({});

  expect(rows.every(([, , , measured, verdict]) => measured === "" && verdict === "")).toBe(true);
});

test("a goal holds, fails, or meets its aim", () => {
  const verdictAt = (ahead) => {
    const row = comparison({ walking: { ahead, oneByOne: 100 } }).find(([name]) => name.startsWith("walk"));
    return row.at(-1);
  };

  expect([52, 58, 61].map(verdictAt)).toEqual(["aim met", "holds", "fails"]);
});
