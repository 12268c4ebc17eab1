import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chart } from "./chart.mjs";
import { claimed, documents, withoutClaims } from "./claims.mjs";
import { read } from "./results.mjs";

const text = (url) => readFileSync(url, "utf8");
const named = documents.map((url) => [url.pathname.split("/").at(-1), url]);

test.each(named)("the claims of %s are those of the results", (_, url) => {
  expect(text(url)).toBe(claimed(text(url), read()));
});

test.each(named.filter(([name]) => name !== "development.md"))(
  "%s has no figure beside its claims",
  (_, url) => {
    expect(withoutClaims(text(url)).match(/.*\d (times|kB|MiB|%|ms\b|µs).*/g)).toBeNull();
  },
);

test("the chart is that of the results", () => {
  expect(text(new URL("decode.svg", import.meta.url))).toBe(chart(read().decode));
});

test("a claim covers only the pages for which the results hold", () => {
  const contenders = [
    { name: "ours" },
    { name: "quick", isLibrary: true },
    { name: "slow", isLibrary: true },
    { name: "hand-written", isLibrary: false },
  ];
  const page = (name, ours) => ({ name, ratios: { ours, quick: 1.5, slow: 3, "hand-written": 1.6 } });
  const pages = [page("1", 1.7), page("10", 1.2), page("1000", 1.3), page("pretty 100", 1.49)];

  expect(
    claimed("<!-- bench:decode -->\n<!-- /bench -->", {
      decode: { machine: "Node 20.1.2", contenders, pages },
    }),
  ).toBe(
    [
      "<!-- bench:decode -->",
      "Differences of less than 3 % count as none. In Node 20:",
      "",
      "- For pages of 10 and 1,000 credentials (compact ASCII JSON), this package took 1.20 to 1.30 times as long as",
      "  `JSON.parse`. Every library took longer: quick and slow.",
      "- For indented pages of 100, it took 1.49 times as long as `JSON.parse`, about as long as the fastest library (quick,",
      "  1.50).",
      "- For pages of 1 credential (compact ASCII JSON), it took 1.70 times as long as `JSON.parse`. quick (1.50) and",
      "  hand-written checks (1.60) took less time.",
      "<!-- /bench -->",
    ].join("\n"),
  );
});

test("a claim that nothing writes is an error", () => {
  expect(() => claimed("<!-- bench:fastest -->\nThe fastest.\n<!-- /bench -->", {})).toThrow(/fastest/);
});
