// Compares the processor time of a small call whose fetch responds immediately.

import { compact } from "./pages.mjs";
import { median, orders, processorMicros } from "./rounds.mjs";
import { installed } from "./versions.mjs";

export const title = "Calls";

const files = { ours: "ours", "openapi-fetch": "openapi-fetch", "hand-written fetch": "hand-written" };

export async function measure({ isQuick }) {
  const micros = await timedCalls(isQuick ? { rounds: 7, repeats: 200 } : { rounds: 31, repeats: 500 });
  return { peerVersion: installed("openapi-fetch"), micros };
}

/**
 * Returns the median processor time of one call in microseconds, by the name of the call and of the client. Times all
 * clients or the named ones.
 */
export async function timedCalls({ rounds, repeats, names = Object.keys(files) }) {
  const page = compact(1);
  const [credential] = JSON.parse(new TextDecoder().decode(page)).credentials;
  const answers = { list: page, set: new TextEncoder().encode(JSON.stringify(credential)) };
  const body = {
    team_id: credential.team_id,
    provider: "fitbit",
    client_id: "client",
    client_secret: "fake-secret",
    details: credential.details,
  };

  const answering = (bytes) => {
    // The headers that FastAPI sends.
    const headers = { "content-type": "application/json", "content-length": String(bytes.length) };
    return async () => new Response(bytes, { headers });
  };
  const calls = { list: [], set: [] };
  for (const name of names) {
    const { client } = await import(`./clients/${files[name]}.mjs`);
    const { list } = client(answering(answers.list));
    const { set } = client(answering(answers.set));
    calls.list.push(() => list());
    calls.set.push(() => set(body));
  }

  const micros = {};
  for (const [name, contenders] of Object.entries(calls)) {
    for (const call of contenders) for (let count = 0; count < 3 * repeats; count += 1) await call();
    const times = contenders.map(() => []);
    for (const order of orders(contenders.length, rounds)) {
      for (const index of order) times[index].push(await batch(contenders[index], repeats));
    }
    micros[name] = Object.fromEntries(names.map((client, index) => [client, median(times[index])]));
  }
  return micros;
}

/** Returns the processor time of one call in microseconds, averaged over a batch. */
async function batch(call, repeats) {
  const start = processorMicros();
  for (let count = 0; count < repeats; count += 1) await call();
  return (processorMicros() - start) / repeats;
}

export function tables({ peerVersion, micros }) {
  const names = Object.keys(micros);
  const unit = (name) => micros[name]["openapi-fetch"];
  return [
    {
      note:
        "Processor time of a call, µs, and its ratio to openapi-fetch. A `fetch` in the process answers at once. Ours checks " +
        "what is sent and what comes, counts time, and would retry; the others do nothing of that.",
      rows: [
        ["", ...names.flatMap((name) => [`${name}, µs`, "ratio"])],
        ...Object.keys(files).map((file) => [
          file === "openapi-fetch" ? `${file} ${peerVersion}` : file,
          ...names.flatMap((name) => [
            micros[name][file].toFixed(1),
            (micros[name][file] / unit(name)).toFixed(2),
          ]),
        ]),
      ],
    },
  ];
}
