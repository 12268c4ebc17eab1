// Sends many requests at once to the proxy in the Worker, each with a team that is its own. Every other client
// disconnects midway. Then sends some more requests. Prints the number of each fate. The argument is JSON: the
// compatibility flags of the Worker, and whether it keeps requests alive with `waitUntil`.

import { once } from "node:events";
import { createServer, request } from "node:http";
import { json, text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { start } from "./start.mjs";

const { compatibilityFlags, waitsUntil } = JSON.parse(process.argv[2]);
const patienceMs = 15_000;
/** After this time, Junction answers also to clients that have left. */
const lateMs = 2_000;
const operations = ["teams", "list", "prepare", "set", "delete"];
const moments = ["before Junction answers", "in the middle of Junction's answer"];
const scope = "team_custom_credentials/sandbox/us";
const teamIds = /0b5a6c1e-6d8f-4c53-9a55-\d{12}/g;

/** By the trace id of their requests, which goes on to Junction with every call. */
const clients = new Map();
let released = Promise.resolve();

const junction = createServer(answer).listen(0, "127.0.0.1");
await once(junction, "listening");
const worker = start({
  scriptPath: "deployed/proxy-worker.js",
  compatibilityFlags,
  bindings: { baseUrl: `http://127.0.0.1:${junction.address().port}`, waitsUntil },
});
const workerUrl = await worker.ready;

const numbers = (count) => Array.from({ length: count }, (_, number) => number);
const crowd = numbers(200).map((number) =>
  client(number, number % 2 ? moments[(number >> 1) % 2] : undefined),
);
const latecomers = numbers(50).map((number) => client(1000 + number));
// Junction answers once it has all calls.
released = until(() => crowd.every(({ calls }) => calls.length > 0));
const ends = await Promise.all(crowd.map(sent));
await until(() => crowd.every(({ calls }) => calls.every(({ end }) => end !== "still open")));
const lateEnds = await Promise.all(latecomers.map(sent));
// An event is recorded a moment after the end of its request.
await wait(300);
const { events, rejections } = await (await worker.dispatchFetch("http://worker.example/records")).json();

const fates = crowd.map(({ leaves, traceparent, calls }, index) => {
  const outcomes = eventsOf(traceparent).map(({ outcome, status }) => `${outcome} ${status}`);
  const event = outcomes.join(" and ") || "no event";
  return `${leaves ?? "it stays"}: ${ends[index]}, ${event}, ${calls.at(-1)?.end ?? "no call"}`;
});
// Each event names no operation and no team but those of its request.
const strangers = crowd.filter(({ traceparent, team, operation }) =>
  eventsOf(traceparent).some(
    (event) => event.operation !== operation || others(JSON.stringify(event), team).length > 0,
  ),
);
console.log(JSON.stringify({ crowd: tally(fates), latecomers: tally(lateEnds), strangers, rejections }));
junction.closeAllConnections();
junction.close();
await worker.dispose();

function eventsOf(actor) {
  return events.filter((event) => event.actor === actor);
}

function client(number, leaves) {
  const team = `0b5a6c1e-6d8f-4c53-9a55-${String(number).padStart(12, "0")}`;
  // Of the clients that leave, and of those that stay, the same number has each operation.
  const operation = operations[(number >> 2) % 5];
  const traceparent = `00-${team.replaceAll("-", "")}-00000000000000a1-01`;
  const made = { team, operation, leaves, traceparent, calls: [], request: undefined };
  clients.set(traceparent.split("-")[1], made);
  return made;
}

/** Returns how the request of a client ended. */
async function sent(client) {
  const { team, operation, traceparent } = client;
  const prepare = { team_id: team, provider: "strava" };
  const [method, path, body] = {
    teams: ["GET", `team?team_id=${team}`],
    list: ["GET", `${scope}?team_id=${team}`],
    prepare: ["POST", `prepare_${scope}`, prepare],
    set: ["POST", scope, { ...prepare, client_id: "id", client_secret: "secret" }],
    delete: ["DELETE", `${scope}?credential_id=${team}`],
  }[operation];
  const headers = { traceparent, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const url = new URL(`/api/junction/v1/org/self/${path}`, workerUrl);
  client.request = request(url, { method, agent: false, headers }).end(body && JSON.stringify(body));
  const patience = setTimeout(() => client.request.destroy(new Error("no answer in time")), patienceMs);
  try {
    const [response] = await once(client.request, "response");
    const content = await text(response);
    const isRight = content.includes(team) && others(content, team).length === 0;
    return isRight && response.statusCode === 200 ? "right" : `${response.statusCode} ${content}`;
  } catch (error) {
    return error.code === "ECONNRESET" ? "hung up" : String(error);
  } finally {
    clearTimeout(patience);
  }
}

/** Answers as Junction does, but late to clients that leave. */
async function answer(incoming, response) {
  const client = clients.get(incoming.headers.traceparent.split("-")[1]);
  const content = JSON.stringify(await answerTo(incoming, client));
  const isLast = client.operation !== "delete" || incoming.method === "DELETE";
  const call = { end: "still open" };
  client.calls.push(call);
  response.once("close", () => {
    call.end = response.writableFinished ? "answered" : "cut off";
  });
  await released;
  // The last client is answered first.
  await wait(isLast ? 200 - (Number(client.team.slice(-12)) % 200) : 0);

  response.writeHead(200, { "content-type": "application/json", "content-length": content.length });
  const begun = isLast && client.leaves === moments[1] ? 20 : 0;
  response.write(content.slice(0, begun));
  if (isLast && client.leaves) {
    await wait(20);
    // The runtime ends a request whose connection is reset, but continues one whose connection is only closed.
    client.request.socket.resetAndDestroy();
    await wait(lateMs);
  }
  response.end(content.slice(begun));
}

async function answerTo(incoming, { team, operation }) {
  const { pathname, searchParams } = new URL(incoming.url, "http://localhost");
  const times = { created_at: "2026-05-01T10:00:00Z", updated_at: "2026-05-01T10:00:00Z" };
  const credential = (team_id) => ({ id: team_id, source: "strava", team_id, ...times });
  if (incoming.method === "DELETE") {
    return { success: searchParams.getAll("credential_id"), failure: [], not_found: [] };
  }
  if (incoming.method === "POST") {
    const { team_id } = await json(incoming);
    const step = { type: "redirect_uri", key: null, value: team_id, description: null };
    const prepared = { status: "preparations_required", preparation_steps: [step] };
    return pathname.includes("/prepare_") ? prepared : credential(team_id);
  }
  // The look-up of owners names no team.
  const id = operation === "delete" ? team : searchParams.get("team_id");
  const named = { id, name: "Clinic", created_on: "2026-05-01T10:00:00Z", region: "us" };
  return {
    [pathname.endsWith("/team") ? "teams" : "credentials"]: [{ ...credential(id), ...named }],
    next_cursor: null,
  };
}

function others(content, team) {
  return (content.match(teamIds) ?? []).filter((found) => found !== team);
}

async function until(isSo) {
  const end = performance.now() + patienceMs;
  while (!isSo() && performance.now() < end) await wait(10);
}

function tally(ends) {
  const counts = {};
  for (const end of ends) counts[end] = 1 + (counts[end] ?? 0);
  return counts;
}
