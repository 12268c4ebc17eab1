// Plans and applies with a lock in a file, as a program of a user does: node resume-process.mjs PORT LOCK [KILL_AFTER].

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { JunctionManagement } from "junction-credentials";
import { apply, plan } from "junction-credentials/plan";

const [port, lockFile = "", killAfter] = process.argv.slice(2);
const junction = new JunctionManagement({
  orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
  managementKey: "mg_test",
  baseUrl: `http://127.0.0.1:${port}`,
});
const config = {
  credentials: /** @type {const} */ (["oura", "strava", "whoop_v2"]).map((provider) => ({
    env: /** @type {const} */ ("sandbox"),
    team: "Clinic North",
    provider,
    client_secret: `secret of ${provider}`,
  })),
};

const lock = existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, "utf8")) : undefined;
const difference = await plan(junction, config, { lock });
let done = 0;
const outcome = await apply(junction, difference, config, {
  lock,
  onProgress({ status, lock }) {
    writeFileSync(`${lockFile}.new`, JSON.stringify(lock, null, 2));
    renameSync(`${lockFile}.new`, lockFile);
    if (status === "done") done += 1;
    if (done === Number(killAfter)) process.kill(process.pid, "SIGKILL");
  },
});
console.log(JSON.stringify({ done: outcome.done.length, changes: difference.summary }));
