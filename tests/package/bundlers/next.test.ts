import { expect } from "vitest";
import { said, test } from "../../runtimes/chromium/page.js";
import { installed } from "../../runtimes/installed.js";
import { textAt, whileServing } from "./server.js";

const project = installed("next");
const env = { NEXT_TELEMETRY_DISABLED: "1" };

for (const bundler of ["turbopack", "webpack"]) {
  test(`Next with ${bundler} lists credentials in Node, in an edge route and in a client component`, async () => {
    await project().run("next", ["build", `--${bundler}`], { env });

    const counts = await whileServing(
      project(),
      ["next", "start", "--hostname", "127.0.0.1", "--port", "0"],
      async (address) => ({
        node: await textAt(`${address}/node`),
        edge: await textAt(`${address}/edge`),
        browser: await said(address),
      }),
      env,
    );

    expect(counts).toEqual({ node: "120", edge: "120", browser: "120" });
  });
}
