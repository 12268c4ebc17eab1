import { expect, test } from "vitest";
import { comparison } from "./limits.mjs";

test("a goal that was not measured has no verdict", () => {
  const [, ...rows] = comparison({});

  expect(rows.every(([, , , measured, verdict]) => measured === "" && verdict === "")).toBe(true);
});

test("a goal holds, fails, or meets its aim", () => {
  const verdictAt = (ours) => {
    const results = { calls: { micros: { list: { ours, "openapi-fetch": 100 }, set: { ours: 0 } } } };
    return comparison(results)
      .find(([name]) => name.includes("small list"))
      .at(-1);
  };

  expect([100, 115, 116].map(verdictAt)).toEqual(["aim met", "holds", "fails"]);
});

test("decoding is compared with the fastest library of each page, and with nothing that is no library", () => {
  const contenders = [
    { name: "ours" },
    { name: "quick", isLibrary: true },
    { name: "slow", isLibrary: true },
    { name: "hand-written", isLibrary: false },
  ];
  const page = (name, ours) => ({ name, ratios: { ours, quick: 1.5, slow: 3, "hand-written": 1 } });
  const rows = comparison({ decode: { contenders, pages: [page("1", 1.65), page("10000", 1.2)] } });
  const resultOf = (name) => rows.find(([goal]) => goal === name).slice(3);

  expect(resultOf("decode 1, to the fastest library")).toEqual(["1.10", "fails"]);
  expect(resultOf("decode 10000, to the fastest library")).toEqual(["0.80", "aim met"]);
  expect(resultOf("decode 10, to the fastest library")).toEqual(["", ""]);
});
