// Reports of attempts, for logs and metrics.

import {
  type AttemptReport,
  type CallOptions,
  type JunctionManagementOptions,
  NetworkError,
} from "junction-credentials";
import { expect, test } from "vitest";
import { described, idOf, page } from "./bodies.js";
import { type Answer, observed, teamA, untilAborted } from "./observed.js";
import { everythingIn, thrownBy } from "./thrown.js";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
const scope = { env: "sandbox", region: "us" };
const durationMs = expect.any(Number);

/** A client whose attempts are collected. */
function reported(answer: Answer, options: JunctionManagementOptions = {}) {
  const attempts: AttemptReport[] = [];
  const client = observed(answer, { onAttempt: (attempt) => attempts.push(attempt), ...options });
  return { ...client, attempts };
}

/** Responds with these in turn, and with the last one from then on. */
function inTurn(...answers: readonly Answer[]): Answer {
  return (request, index) => answers[Math.min(index, answers.length - 1)]?.(request, index);
}

const status =
  (status: number): Answer =>
  () =>
    new Response("{}", { status, headers: { "retry-after": "0" } });
const ok: Answer = () => Response.json(page([1]));

test("each operation is reported by its name, with its environment and region", async () => {
  const { junction, credentials, attempts } = reported((request) =>
    request.url.endsWith("/team") ? Response.json({ teams: [], next_cursor: null }) : described(request),
  );

  await credentials.list();
  await credentials.set({ team_id: teamA, provider: "strava" });
  await credentials.prepare({ team_id: teamA, provider: "strava" });
  await credentials.delete([idOf(1)]);
  await junction.teams.list();

  const common = { attempt: 1, status: 200, durationMs };
  expect(attempts).toStrictEqual([
    { operation: "list", ...scope, ...common },
    { operation: "set", ...scope, ...common },
    { operation: "prepare", ...scope, ...common },
    { operation: "delete", ...scope, ...common },
    { operation: "teams", ...common },
  ]);
  expect(attempts.every(({ durationMs }) => durationMs >= 0 && durationMs < 60_000)).toBe(true);
});

test("a failed attempt is reported with its failure and the wait before the next one", async () => {
  const { credentials, attempts } = reported(inTurn(status(503), status(429), ok), { maxRetries: 2 });

  await credentials.list({}, { traceparent });

  const common = { operation: "list", ...scope, durationMs, traceId };
  expect(attempts).toStrictEqual([
    { ...common, attempt: 1, status: 503, failure: "api", retryInMs: 0 },
    { ...common, attempt: 2, status: 429, failure: "api", retryInMs: 0 },
    { ...common, attempt: 3, status: 200 },
  ]);
});

test("the report comes before the wait", async () => {
  const controller = new AbortController();
  const waits: (number | undefined)[] = [];
  const { credentials } = observed(
    () => new Response("", { status: 429, headers: { "retry-after": "50" } }),
    {
      maxRetries: 1,
      onAttempt: ({ retryInMs }) => {
        waits.push(retryInMs);
        controller.abort("enough");
      },
    },
  );

  const thrown = await thrownBy(() => credentials.list({}, { signal: controller.signal }));

  expect(thrown).toBe("enough");
  expect(waits).toEqual([50_000]);
});

const failures: Readonly<Record<string, readonly [answer: Answer, report: object, options?: CallOptions]>> = {
  "a refusal": [status(403), { status: 403, failure: "api" }],
  "an invalid response": [() => new Response("{}"), { status: 200, failure: "response" }],
  "no response": [() => Promise.reject(new TypeError("fetch failed")), { failure: "network" }],
  "a timeout": [({ init }) => untilAborted(init.signal), { failure: "timeout" }, { timeoutMs: 20 }],
  "an error of a framework": [
    () => Promise.reject(Object.assign(new Error("redirect"), { digest: "NEXT_REDIRECT" })),
    { failure: "aborted" },
  ],
};

for (const [what, [answer, report, options]] of Object.entries(failures)) {
  test(`${what} is reported once`, async () => {
    const { credentials, attempts } = reported(answer);

    await thrownBy(() => credentials.list({}, options));

    expect(attempts).toStrictEqual([{ operation: "list", ...scope, attempt: 1, durationMs, ...report }]);
  });
}

test("an attempt that the caller aborts is reported as aborted", async () => {
  const controller = new AbortController();
  const { credentials, attempts } = reported(({ init }) => {
    queueMicrotask(() => controller.abort());
    return untilAborted(init.signal);
  });

  await thrownBy(() => credentials.list({}, { signal: controller.signal }));

  expect(attempts).toStrictEqual([
    { operation: "list", ...scope, attempt: 1, failure: "aborted", durationMs },
  ]);
});

test("a call that sends nothing is no attempt", async () => {
  const { credentials, attempts } = reported(ok, { managementKey: () => "sk_team" });

  await thrownBy(() => credentials.list());
  await thrownBy(() => credentials.delete([]));
  await thrownBy(() => credentials.list({}, { signal: AbortSignal.abort() }));

  expect(attempts).toEqual([]);
});

test("a second attempt that gets no key is no attempt", async () => {
  const keys = ["mg_first", ""];
  const { credentials, attempts } = reported(status(503), {
    maxRetries: 2,
    managementKey: () => keys.shift() ?? "",
  });

  await thrownBy(() => credentials.list());

  expect(attempts.map(({ attempt, failure, retryInMs }) => [attempt, failure, retryInMs])).toEqual([
    [1, "api", 0],
  ]);
});

test("a page that was requested ahead and is not read is reported as aborted", async () => {
  const { credentials, attempts } = reported(({ url, init }) =>
    url.includes("next_cursor") ? untilAborted(init.signal) : Response.json(page([1, 2, 3], "p2")),
  );

  let count = 0;
  for await (const _ of credentials.list()) {
    count += 1;
    if (count === 2) break;
  }
  await new Promise((resolve) => setTimeout(resolve, 10));

  expect(attempts.map(({ failure }) => failure)).toEqual([undefined, "aborted"]);
});

for (const [how, onAttempt] of [
  [
    "throws",
    () => {
      throw new Error("broken");
    },
  ],
  ["rejects", () => Promise.reject(new Error("broken"))],
  ["never ends", () => new Promise(() => {})],
] as const) {
  test(`a call succeeds although its onAttempt ${how}`, async () => {
    const { credentials } = observed(inTurn(status(503), ok), {
      maxRetries: 1,
      onAttempt: onAttempt as () => void,
    });

    expect((await credentials.list()).credentials).toHaveLength(1);
  });
}

test("what an onAttempt changes in its report changes nothing else", async () => {
  const { credentials } = observed(ok, {
    onAttempt: (attempt) => {
      for (const key of Object.keys(attempt)) Reflect.set(attempt, key, undefined);
    },
  });

  expect((await credentials.list()).credentials).toHaveLength(1);
});

test("a report holds no URL, key, body or value", async () => {
  const { credentials, attempts } = reported(
    inTurn(status(503), () => Promise.reject(new NetworkError("s3cret", 1, undefined))),
    {
      maxRetries: 1,
      managementKey: "mg_s3cret",
    },
  );
  const details = { webhook_secret: "s3cret" };

  await thrownBy(() =>
    credentials.set({
      team_id: teamA,
      provider: "polar",
      client_id: "s3cret",
      client_secret: "s3cret",
      details,
    }),
  );

  expect(attempts).toHaveLength(2);
  expect(everythingIn(attempts)).not.toMatch(/s3cret|https?:|0b5a6c1e/);
});
