import { expect, test } from "vitest";
import { comparison } from "./limits.mjs";

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
