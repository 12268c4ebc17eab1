import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";

const project = installed("libraries/async-contexts");

test("each request of calls that begin in one turn carries the key of its own tenant", async () => {
  const sent = JSON.parse(await project().run("node", ["keys.mjs"])) as { key: string; team: string }[];

  expect(new Set(sent.map(({ team }) => team)).size).toBe(3);
  expect(sent.map(({ key }) => key)).toEqual(sent.map(({ team }) => `mg_${team}`));
});

test("OpenTelemetry gives each request the span of its own call as parent", async () => {
  const spans = JSON.parse(await project().run("node", ["spans.mjs"])) as { name: string; parent: string }[];

  expect(new Set(spans.map(({ name }) => name)).size).toBe(2);
  expect(spans.map(({ parent }) => parent)).toEqual(
    spans.map(({ name }) => name.replace("fetch for", "call for")),
  );
});
