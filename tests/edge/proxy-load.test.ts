// Many front ends at once on a real server, in front of a slow Junction: each gets its own answer, and a front end that
// disconnects aborts the call to Junction.

import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { json, text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { JunctionManagement } from "junction-credentials";
import { managementProxy, type ProxyEvent, toNodeHandler } from "junction-credentials/proxy";
import { afterEach, beforeEach, expect, test } from "vitest";
import { basePath, everyOperation, listPath, preparePath, teamsPath } from "./admin.js";

/** Far less than the 30 seconds after which the client on the server gives up by itself. */
const patienceMs = 10_000;
const teamIds = /0b5a6c1e-6d8f-4c53-9a55-\d{12}/g;

/** When a front end disconnects. */
type Moment = "while it is authorized" | "before Junction answers" | "in the middle of Junction's answer";
const moments: readonly Moment[] = [
  "while it is authorized",
  "before Junction answers",
  "in the middle of Junction's answer",
];

/** A front end that sends one request, with a team that is its own. */
interface FrontEnd {
  readonly team: string;
  readonly operation: (typeof everyOperation)[number];
  /** Undefined if it waits for the answer. */
  readonly leaves?: Moment | undefined;
  request?: ClientRequest;
  event?: ProxyEvent;
  /** What Junction has received for it. */
  readonly calls: { end: "still open" | "answered" | "cut off" }[];
}

const frontEnds = new Map<string, FrontEnd>();
const current = new AsyncLocalStorage<FrontEnd>();
const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);
const servers: ReturnType<typeof createServer>[] = [];
let address = "";
/** Resolves once Junction may answer. */
let released: Promise<unknown> = Promise.resolve();

beforeEach(async () => {
  process.on("unhandledRejection", onRejection);
  const junction = new JunctionManagement({
    orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
    managementKey: "mg_of-the-server",
    baseUrl: await listening(createServer(answer)),
  });
  const handler = managementProxy({
    junction,
    basePath,
    operations: everyOperation,
    authorize: async ({ request }) => {
      const frontEnd = frontEndOf(request.headers.get("traceparent"));
      if (frontEnd.leaves === "while it is authorized") frontEnd.request?.destroy();
      await pause(20);
      return {};
    },
    onAudit: (event) => {
      const frontEnd = current.getStore();
      if (frontEnd?.event) throw new Error("a second event for the same request");
      if (frontEnd) frontEnd.event = event;
    },
  });
  const known: typeof handler = (request, context) =>
    current.run(frontEndOf(request.headers.get("traceparent")), () => handler(request, context));
  address = await listening(createServer(toNodeHandler(known)));
});

afterEach(() => {
  process.off("unhandledRejection", onRejection);
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  frontEnds.clear();
  released = Promise.resolve();
});

test("200 requests at once, of which half are given up midway, get the answers that are theirs", async () => {
  const crowd = numbers(200).map((number) =>
    frontEnd(number, number % 2 ? moments[Math.floor(number / 10) % 3] : undefined),
  );
  const calling = crowd.filter(({ leaves }) => leaves !== "while it is authorized");
  const latecomers = numbers(50).map((number) => frontEnd(1000 + number));
  // Junction answers once it has all calls.
  released = until(() => calling.every(({ calls }) => calls.length > 0));

  const ends = await Promise.all(crowd.map(sent));
  await until(() => crowd.every(({ event }) => event));
  await until(() => crowd.every(({ calls }) => calls.every(({ end }) => end !== "still open")));
  const lateEnds = await Promise.all(latecomers.map(sent));

  const fates = crowd.map(({ leaves = "it stays", event, calls }, index) => {
    return `${leaves}: ${ends[index]}, ${event?.outcome} ${event?.status}, ${calls.at(-1)?.end ?? "no call"}`;
  });
  expect(tally(fates)).toEqual({
    "it stays: right, done 200, answered": 100,
    "while it is authorized: hung up, aborted 499, no call": 35,
    "before Junction answers: hung up, aborted 499, cut off": 35,
    "in the middle of Junction's answer: hung up, aborted 499, cut off": 30,
  });
  expect(tally(lateEnds)).toEqual({ right: 50 });
  // Each of these events has the operation, and the team if it was known, of the request that it is about.
  expect(crowd.filter(({ event, operation }) => event?.operation !== operation)).toEqual([]);
  const strangers = crowd.filter(({ event, team }) => others(JSON.stringify(event), team).length > 0);
  expect(strangers).toEqual([]);
  expect(rejections).toEqual([]);
});

test("requests that are given up in the middle of their own body reach nobody", async () => {
  const crowd = numbers(50).map((number) => frontEnd(number));
  for (const one of crowd) {
    const { path, body } = askingOf({ ...one, operation: "set" });
    const half = begun(one, "POST", path, { "content-length": String(Buffer.byteLength(body)) });
    half.on("error", () => {});
    half.write(body.slice(0, 20), () => pause(50).then(() => half.destroy()));
  }

  await until(() => crowd.every(({ event }) => event));

  expect(tally(crowd.map(({ event }) => `${event?.outcome} ${event?.status}`))).toEqual({
    "aborted 499": 50,
  });
  expect(crowd.flatMap(({ calls }) => calls)).toEqual([]);
  expect(rejections).toEqual([]);
});

function frontEnd(number: number, leaves?: Moment): FrontEnd {
  const team = `0b5a6c1e-6d8f-4c53-9a55-${String(number).padStart(12, "0")}`;
  // Of the front ends that leave, and of those that stay, the same number has each operation.
  const operation = everyOperation[Math.floor(number / 2) % 5] ?? "list";
  const made: FrontEnd = { team, operation, leaves, calls: [] };
  frontEnds.set(team.replaceAll("-", ""), made);
  return made;
}

/** Only the header goes on to Junction with every call, also with the one that looks for owners. */
function frontEndOf(traceparent: string | string[] | null | undefined): FrontEnd {
  const found = frontEnds.get(String(traceparent).split("-")[1] ?? "");
  if (!found) throw new Error("a request of nobody");
  return found;
}

const others = (content: string, team: string) =>
  (content.match(teamIds) ?? []).filter((found) => found !== team);

/** Returns how the request of a front end ended. */
async function sent(frontEnd: FrontEnd): Promise<string> {
  const { method, path, body } = askingOf(frontEnd);
  const outgoing = begun(frontEnd, method, path).end(body);
  const patience = setTimeout(() => outgoing.destroy(new Error("no answer in time")), patienceMs);
  try {
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const content = await text(response);
    const isRight = content.includes(frontEnd.team) && others(content, frontEnd.team).length === 0;
    return isRight && response.statusCode === 200 ? "right" : `${response.statusCode} ${content}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ECONNRESET" ? "hung up" : String(error);
  } finally {
    clearTimeout(patience);
  }
}

function begun(frontEnd: FrontEnd, method: string, path: string, headers: Record<string, string> = {}) {
  const traceparent = `00-${frontEnd.team.replaceAll("-", "")}-00000000000000a1-01`;
  const own = { traceparent, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const outgoing = request(`${address}${basePath}${path}`, {
    method,
    agent: false,
    headers: { ...own, ...headers },
  });
  frontEnd.request = outgoing;
  return outgoing;
}

function askingOf({ operation, team }: FrontEnd): { method: string; path: string; body: string } {
  const prepare = { team_id: team, provider: "strava" };
  const set = { ...prepare, client_id: "id", client_secret: "secret" };
  const askings = {
    teams: { method: "GET", path: `${teamsPath}?team_id=${team}`, body: "" },
    list: { method: "GET", path: `${listPath}?team_id=${team}`, body: "" },
    prepare: { method: "POST", path: preparePath, body: JSON.stringify(prepare) },
    set: { method: "POST", path: listPath, body: JSON.stringify(set) },
    delete: { method: "DELETE", path: `${listPath}?credential_id=${team}`, body: "" },
  };
  return askings[operation];
}

/** Answers as Junction does, but not to front ends that leave. */
async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const frontEnd = frontEndOf(incoming.headers.traceparent);
  const { operation, leaves } = frontEnd;
  const content = await answerTo(incoming, frontEnd);
  const isLast = operation !== "delete" || incoming.method === "DELETE";
  const call: FrontEnd["calls"][number] = { end: "still open" };
  frontEnd.calls.push(call);
  response.once("close", () => {
    call.end = response.writableFinished ? "answered" : "cut off";
  });
  await released;
  // The latest is answered first.
  await pause(isLast ? 200 - (Number(frontEnd.team.slice(-12)) % 200) : 0);

  response.writeHead(200, { "content-type": "application/json", "content-length": content.length });
  if (isLast && leaves === "in the middle of Junction's answer") response.write(content.slice(0, 20));
  if (isLast && leaves) setTimeout(() => frontEnd.request?.destroy(), 20);
  else response.end(content);
}

async function answerTo(incoming: IncomingMessage, { team, operation }: FrontEnd): Promise<string> {
  const { pathname, searchParams } = new URL(incoming.url ?? "", "http://localhost");
  const times = { created_at: "2026-05-01T10:00:00Z", updated_at: "2026-05-01T10:00:00Z" };
  const credential = (team_id: unknown) => ({ id: team_id, source: "strava", team_id, ...times });
  if (incoming.method === "DELETE") {
    return JSON.stringify({ success: searchParams.getAll("credential_id"), failure: [], not_found: [] });
  }
  if (incoming.method === "POST") {
    const { team_id } = (await json(incoming)) as { team_id: string };
    const step = { type: "redirect_uri", key: null, value: team_id, description: null };
    const prepared = { status: "preparations_required", preparation_steps: [step] };
    return JSON.stringify(pathname.includes("/prepare_") ? prepared : credential(team_id));
  }
  // The look-up of owners names no team.
  const asked = operation === "delete" ? team : searchParams.get("team_id");
  const named = { id: asked, name: "Clinic", created_on: "2026-05-01T10:00:00Z", region: "us" };
  return JSON.stringify(
    pathname.endsWith("/team")
      ? { teams: [named], next_cursor: null }
      : { credentials: [credential(asked)], next_cursor: null },
  );
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

/** Waits for a state, or until it is too late. What is wrong then shows in the comparison that follows. */
async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSo() && performance.now() < end) await pause(10);
}

function tally(ends: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const end of ends) counts[end] = 1 + (counts[end] ?? 0);
  return counts;
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
