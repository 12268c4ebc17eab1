// Pipes that are closed early, and listings that are longer than the memory should be.

import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { north, orgId, teams } from "../plan/world.js";
import { folder, installCommandLine, main, managementKey, node } from "./harness.js";
import { listening } from "./server.js";

installCommandLine();

const perPage = 100;

/** Serves `count` credentials, and counts the pages that were asked for. */
async function longListing(count: number): Promise<{ url: string; pages: () => number }> {
  let pages = 0;
  const last = count / perPage;
  const page = JSON.stringify(
    Array.from({ length: perPage }, (_, index) => ({
      id: `3e8d9f41-90b2-4f86-8d88-${String(index).padStart(12, "0")}`,
      source: "strava",
      team_id: north,
      client_id: `client-${index}`,
      client_secret_hash: "0123456789abcdef0123456789abcdef",
      created_at: "2026-05-01T10:00:00Z",
      updated_at: "2026-05-01T10:00:00Z",
      details: null,
      app_url: null,
      redirect_url_override: null,
    })),
  );
  const url = await listening((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    if (pathname.endsWith("/team")) {
      const items = teams.map((team) => ({ created_on: "2026-05-01T10:00:00Z", ...team }));
      response.end(JSON.stringify({ teams: items, next_cursor: null }));
      return;
    }
    pages += 1;
    const next = Number(searchParams.get("next_cursor") ?? "1") + 1;
    const cursor = next > last ? "null" : `"${next}"`;
    response.end(`{"credentials":${page},"next_cursor":${cursor}}`);
  });
  return { url, pages: () => pages };
}

const environment = {
  PATH: process.env.PATH,
  JUNCTION_ORG_ID: orgId,
  JUNCTION_MANAGEMENT_KEY: managementKey,
};
const scope = ["--env", "sandbox", "--region", "us"];

/** Runs a script of bash, in which `list` lists all credentials of an address. */
async function inBash(script: string, url: string): Promise<{ stdout: string; stderr: string }> {
  const list = `list() { "${node}" "${main()}" list ${scope.join(" ")} --base-url ${url} "$@"; }`;
  const child = spawn("bash", ["--norc", "-c", `${list}; ${script}`], { cwd: folder(), env: environment });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text) => {
      printed[name] += text;
    });
  }
  await new Promise((resolve) => child.on("close", resolve));
  return printed;
}

test.each(["", "--json"])(
  "`list %s | head -1` ends with status 0, and reads no more pages",
  async (option) => {
    const { url, pages } = await longListing(100_000);

    const { stdout, stderr } = await inBash(`list ${option} | head -1; echo "\${PIPESTATUS[0]}"`, url);

    expect(stdout).toMatch(option ? /^\{\n0\n$/ : /^ENV +REGION .*\n0\n$/);
    expect(stderr).toBe("");
    expect(pages()).toBeLessThan(900);
  },
);

test("a closed stdout is status 0, and a closed stderr does not stop a listing", async () => {
  const { url } = await longListing(1000);

  const { stdout } = await inBash("list 2>&- | wc -l", url);

  expect(Number(stdout)).toBe(1001);
});

test("a full disk is not status 0", async () => {
  const { url } = await longListing(1000);

  const { stdout, stderr } = await inBash("list > /dev/full; echo $?", url);

  expect(stdout).toBe("1\n");
  expect(stderr).not.toMatch(/\n {4}at /);
});

test.each([[[]], [["--json"]]])(
  "100,000 credentials are written as they arrive, in less than 200 MB: list %j",
  async (options) => {
    const { url, pages } = await longListing(100_000);
    const args = [main(), "list", ...scope, "--base-url", url, ...options];
    const child = spawn(node, args, { cwd: folder(), env: environment });
    let pagesAtFirstRow: number | undefined;
    let lines = 0;
    child.stdout.on("data", (bytes: Buffer) => {
      pagesAtFirstRow ??= pages();
      for (const byte of bytes) if (byte === 10) lines += 1;
    });
    let peakKb = 0;
    const looking = setInterval(() => {
      peakKb = peakOf(child.pid) ?? peakKb;
    }, 20);
    const status = await new Promise((resolve) => child.on("close", resolve));
    clearInterval(looking);

    expect(status).toBe(0);
    expect(pages()).toBe(1000);
    expect(pagesAtFirstRow).toBeLessThan(100);
    expect(lines).toBeGreaterThan(100_000);
    expect(peakKb).toBeGreaterThan(0);
    expect(peakKb).toBeLessThan(200 * 1024);
  },
);

/** The largest memory that a process has used so far. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const status =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmHWM:\s+(\d+)/m)?.[1]
        : execFileSync("ps", ["-o", "rss=", "-p", `${pid}`], { encoding: "utf8" });
    return status === undefined ? undefined : Number(status);
  } catch {
    // It has ended.
    return undefined;
  }
}
