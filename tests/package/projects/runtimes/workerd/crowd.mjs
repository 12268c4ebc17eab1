// Sends many requests to the Worker. Every other client disconnects midway. Then sends some more requests, and prints
// the number of each result.

import { once } from "node:events";
import { createServer, get } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { start } from "./start.mjs";

const patienceMs = 15_000;

/** The number of calls that the API has received for each team. Each client has its own team. */
const calls = new Map();
/** The requests of clients that disconnect, and the number of the call during which they do. */
const hangUps = new Map();

const worker = start();
const workerUrl = await worker.ready;
const api = createServer(echo).listen(0, "127.0.0.1");
await once(api, "listening");
const apiUrl = `http://127.0.0.1:${api.address().port}`;

const numbers = (count) => Array.from({ length: count }, (_, number) => number);
const crowd = await Promise.all(
  numbers(200).map((number) => client(number, number % 2 ? 1 + (number % 3) : 0)),
);
const latecomers = await Promise.all(numbers(100).map((number) => client(1000 + number, 0)));
const hungUpEarly = [...hangUps].filter(([, { atCall }]) => atCall < 3);
const givenUp = hungUpEarly.filter(([team, { atCall }]) => calls.get(team) === atCall).length;

console.log(JSON.stringify({ crowd: tally(crowd), latecomers: tally(latecomers), givenUp }));
api.closeAllConnections();
api.close();
await worker.dispose();

/** Responds with the team of the request, after a short wait. */
async function echo(request, response) {
  const url = new URL(request.url, apiUrl);
  const team_id = request.method === "GET" ? url.searchParams.get("team_id") : (await json(request)).team_id;
  calls.set(team_id, 1 + (calls.get(team_id) ?? 0));
  const hangUp = hangUps.get(team_id);
  // The runtime ends a request whose connection is reset, but continues one whose connection is only closed.
  if (hangUp?.atCall === calls.get(team_id)) hangUp.request.socket.resetAndDestroy();
  await wait(5 + 30 * Math.random());

  const times = { created_at: "2026-05-01T10:00:00Z", updated_at: "2026-05-01T10:00:00Z" };
  const credential = { id: team_id, source: "strava", team_id, ...times };
  const step = { type: "redirect_uri", key: null, value: team_id, description: null };
  const answers = {
    GET: { credentials: [credential] },
    POST: url.pathname.includes("/prepare_")
      ? { status: "preparations_required", preparation_steps: [step] }
      : credential,
  };
  response
    .writeHead(200, { "content-type": "application/json" })
    .end(JSON.stringify(answers[request.method]));
}

/**
 * Makes the Worker send three calls for a separate team, and returns the result. The client disconnects during call
 * `atCall`, or never if it is 0.
 */
async function client(number, atCall) {
  const team = `0b5a6c1e-6d8f-4c53-9a55-${String(number).padStart(12, "0")}`;
  const request = get(new URL(`/three-calls?api=${apiUrl}&team=${team}`, workerUrl), { agent: false });
  if (atCall > 0) hangUps.set(team, { atCall, request });
  const patience = setTimeout(() => request.destroy(new Error("no response in time")), patienceMs);
  try {
    const [response] = await once(request, "response");
    const teams = await json(response);
    return teams.length === 3 && teams.every((answered) => answered === team) ? "right" : `wrong: ${teams}`;
  } catch (error) {
    return error.code === "ECONNRESET" ? "hung up" : String(error);
  } finally {
    clearTimeout(patience);
  }
}

function tally(endings) {
  const counts = {};
  for (const ending of endings) counts[ending] = 1 + (counts[ending] ?? 0);
  return counts;
}
