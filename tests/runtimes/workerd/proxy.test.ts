// A proxy in a Worker: many front ends at once, of which half disconnect. What then becomes of the call to Junction and
// of the audit event depends on the Worker:
//
// - The compatibility flag `enable_request_signal` makes the runtime abort `request.signal`, so that the proxy notices.
// - `context.waitUntil(response)` keeps the request alive until its audit event has been recorded.

import { expect, test } from "vitest";
import { installed } from "../installed.js";
import { deploy } from "./deployed.js";

const project = installed("runtimes/workerd", ({ folder }) => deploy(folder, "proxy-worker.mjs"));
const flag = "enable_request_signal";

test.each([
  ["with the flag and `waitUntil` are aborted, and on record", [flag], true, "aborted 499, cut off"],
  ["with the flag alone are aborted, but not on record", [flag], false, "no event, cut off"],
  ["with neither are ended by the runtime, and not on record", [], false, "no event, cut off"],
  ["with `waitUntil` alone go on as if nobody had left", [], true, "done 200, answered"],
])("requests at once get their own answers, and those given up %s", async (_, flags, waitsUntil, left) => {
  // Miniflare needs a newer Node than this project does.
  const printed = await project().run("node_modules/node/bin/node", [
    "proxy-crowd.mjs",
    JSON.stringify({ compatibilityFlags: flags, waitsUntil }),
  ]);

  expect(JSON.parse(printed)).toEqual({
    crowd: {
      "it stays: right, done 200, answered": 100,
      [`before Junction answers: hung up, ${left}`]: 50,
      [`in the middle of Junction's answer: hung up, ${left}`]: 50,
    },
    latecomers: { right: 50 },
    strangers: [],
    rejections: [],
  });
});
