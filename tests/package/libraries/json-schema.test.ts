import { expect, test } from "vitest";
import { instances, shapes } from "../../behaviour/instances.js";
import { installed } from "../../runtimes/installed.js";

interface Agreement {
  valid: number;
  invalid: number;
  disagreements: object[];
}

interface Report {
  /** By the name of the type. */
  agreements: Record<string, Agreement>;
  /** For each leap second at an impossible time: whether Ajv accepts it, and whether the schema does. */
  late: [boolean, boolean][];
}

const leapSeconds = ["2016-12-31T23:58:60Z", "2016-12-31T12:00:60", "2017-01-01T00:59:60+02:00"];
let report: Record<string, Report>;

installed("libraries/json-schema", async ({ run, write }) => {
  await write("instances.json", JSON.stringify({ instances, shapes, leapSeconds }));
  report = JSON.parse(await run("node", ["agreement.mjs"]));
});

for (const target of ["draft-2020-12", "draft-07"]) {
  for (const name of Object.keys(instances)) {
    test(`Ajv, strict, of ${target} finds valid what ${name} finds valid, and nothing else`, () => {
      const { valid = 0, invalid = 0, disagreements } = report[target]?.agreements[name] ?? {};

      expect(disagreements).toEqual([]);
      expect(Math.min(valid, invalid)).toBeGreaterThan(0);
      expect(valid + invalid).toBeGreaterThan(250);
    });
  }

  test(`Ajv of ${target} lets a leap second pass where there is none, which takes arithmetic to tell`, () => {
    expect(report[target]?.late).toEqual(leapSeconds.map(() => [true, false]));
  });
}

test("many thousand documents were compared", () => {
  const all = Object.values(report).flatMap(({ agreements }) => Object.values(agreements));
  const count = (of: "valid" | "invalid") => all.reduce((sum, agreement) => sum + agreement[of], 0);

  expect(count("valid")).toBeGreaterThan(10_000);
  expect(count("invalid")).toBeGreaterThan(10_000);
});
