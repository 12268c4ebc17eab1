import { beforeAll, expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";
import { answersOf } from "./deployed.js";
import { textAt, whileServing } from "./server.js";

const project = installed("frameworks/opennext");
const env = {
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

// One build produces Next's output, and the Worker that OpenNext makes from it.
beforeAll(() => project().run("opennextjs-cloudflare", ["build"], { env }), 300_000);

test("Next's standalone output lists credentials where nothing else is installed", async () => {
  const [page] = await answersOf(project(), ".next/standalone", "server.js", ["/"]);

  expect(page).toContain("<output>120</output>");
});

test("OpenNext's Worker lists credentials, given `serverExternalPackages`", async () => {
  const worker = ["wrangler", "dev", "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];

  const page = await whileServing(project(), worker, textAt, env);

  expect(page).toContain("<output>120</output>");
});
