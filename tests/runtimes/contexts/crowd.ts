/** Ten thousand calls of a hundred tenants, started in the same turn of the event loop. */

import {
  type Drift,
  type Fetch,
  type FetchResponse,
  JunctionManagement,
  type TeamCustomCredentials,
} from "junction-credentials";
import {
  answerOf,
  credentialOf,
  current,
  keyOf,
  orgId,
  ownerOf,
  teamIn,
  teamOf,
  watchTimers,
} from "./tenant.js";

const tenants = 100;
const callsOfEach = 100;
/** The number of clients that all tenants share. With fewer clients, failures would use up their retry budgets. */
const sharedClients = 25;
const pages = 3;
const leastTimeoutMs = 100_000;

/** The results of the calls, and how many parts of them ran in the context of another tenant or of none. */
export interface Crowd {
  calls: number;
  attempts: number;
  retries: number;
  /** The number of reads of streams, and of other reads of bodies. */
  bodies: number;
  drifts: number;
  timers: number;
  /** Requests with the key of another tenant. */
  foreignKeys: number;
  /** Calls of `fetch` in a foreign context. */
  foreignFetches: number;
  foreignBodies: number;
  foreignDrifts: number;
  foreignTimers: number;
  /** The first errors and wrong results. */
  failures: string[];
}

export async function crowd(): Promise<Crowd> {
  const report: Crowd = {
    calls: 0,
    attempts: 0,
    retries: 0,
    bodies: 0,
    drifts: 0,
    timers: 0,
    foreignKeys: 0,
    foreignFetches: 0,
    foreignBodies: 0,
    foreignDrifts: 0,
    foreignTimers: 0,
    failures: [],
  };
  /** The number of requests for each page. */
  const asked = new Map<string, number>();

  const fetch: Fetch = async (url, { headers, body }) => {
    const team = teamIn(url, body);
    const { tenant, call } = ownerOf(team);
    const cursor = new URL(url).searchParams.get("next_cursor") ?? "";
    const attempt = asked.get(team + cursor) ?? 0;
    asked.set(team + cursor, attempt + 1);
    report.attempts += 1;
    if (attempt > 0) report.retries += 1;
    if (headers["X-Management-Key"] !== keyOf(tenant)) report.foreignKeys += 1;
    if (current.getStore() !== tenant) report.foreignFetches += 1;

    const failure = failureOf(tenant + call + Number(cursor), attempt, body !== undefined);
    if (failure === "network") throw new TypeError("fetch failed");
    if (failure !== undefined) return new Response("", { status: failure, headers: { "retry-after": "0" } });

    const source = `tenant_${inLetters(tenant)}_${inLetters(call)}`;
    const answer = body === undefined ? pageOf(team, source, Number(cursor)) : answerOf(url, team, source);
    return responseOf(answer, Math.floor(call / 6), () => {
      report.bodies += 1;
      if (current.getStore() !== tenant) report.foreignBodies += 1;
    });
  };

  const onDrift = (drift: Drift) => {
    const value = drift.kind === "value" ? drift.value : undefined;
    if (value === undefined) return;
    report.drifts += 1;
    if (!value.startsWith(`tenant_${inLetters(current.getStore() ?? tenants)}_`)) report.foreignDrifts += 1;
  };

  const clientOf = (managementKey: () => string | Promise<string>) =>
    new JunctionManagement({ orgId, managementKey, fetch, onDrift, maxRetries: 2 }).teamCustomCredentials(
      "sandbox",
      "us",
    );
  const own = Array.from({ length: tenants }, () => clientOf(() => keyOf(current.getStore())));
  const shared = Array.from({ length: sharedClients }, () =>
    clientOf(async () => {
      await undefined;
      return keyOf(current.getStore());
    }),
  );

  const leave = watchTimers((ms) => {
    report.timers += 1;
    const tenant = current.getStore();
    // The timeout of an attempt identifies its tenant. A wait before a retry must at least belong to some tenant.
    const isForeign = ms >= leastTimeoutMs ? ms - leastTimeoutMs !== tenant : tenant === undefined;
    if (isForeign) report.foreignTimers += 1;
    return ms;
  });
  try {
    const running: Promise<void>[] = [];
    for (let call = 0; call < callsOfEach; call += 1) {
      for (let tenant = 0; tenant < tenants; tenant += 1) {
        const client = isShared(call) ? shared[(tenant + call) % sharedClients] : own[tenant];
        running.push(current.run(tenant, () => make(client as TeamCustomCredentials, tenant, call, report)));
      }
    }
    await Promise.all(running);
  } finally {
    leave();
  }
  return report;
}

/**
 * Whether a call uses a shared client. This is the case for half of the calls of each kind, and of each kind of body.
 */
function isShared(call: number): boolean {
  return (call + Math.floor(call / 6)) % 2 === 0;
}

/** Makes one call, and checks its result. */
async function make(
  credentials: TeamCustomCredentials,
  tenant: number,
  call: number,
  report: Crowd,
): Promise<void> {
  const team_id = teamOf(tenant, call);
  const options = { timeoutMs: leastTimeoutMs + tenant };
  const complain = (text: string) => {
    if (report.failures.length < 10) report.failures.push(`tenant ${tenant}, call ${call}: ${text}`);
  };
  report.calls += 1;
  try {
    const teams: (string | null | undefined)[] = [];
    switch (call % 6) {
      case 0: {
        for await (const credential of credentials.list({ team_id: [team_id] }, options)) {
          teams.push(credential.team_id);
        }
        break;
      }
      case 1: {
        for await (const page of credentials.list({ team_id: [team_id] }, options).pages()) {
          teams.push(...page.credentials.map((credential) => credential.team_id));
        }
        break;
      }
      case 2: {
        const first = await credentials.list({ team_id: [team_id] }, options);
        teams.push(...first.credentials.map((credential) => credential.team_id));
        break;
      }
      case 3:
      case 4:
        teams.push((await credentials.set({ team_id, provider: "strava", client_id: "c" }, options)).team_id);
        break;
      default: {
        const { preparation_steps = [] } = await credentials.prepare(
          { team_id, provider: "strava" },
          options,
        );
        teams.push(...preparation_steps.map(({ value }) => value));
      }
    }
    const count = [3 * pages, 3 * pages, 3, 1, 1, 1][call % 6];
    if (teams.length !== count || teams.some((team) => team !== team_id)) complain(`answered with ${teams}`);
    if (current.getStore() !== tenant) complain(`goes on for ${current.getStore()}`);
  } catch (thrown) {
    complain(String(thrown));
  }
}

/** Returns a number in letters. A new value with many digits is not reported, because it may be a secret. */
function inLetters(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));
}

/**
 * Returns how an attempt fails, by a fixed rule: some calls fail once, some twice. A write is retried only after a 503
 * here.
 */
function failureOf(number: number, attempt: number, isWrite: boolean): number | "network" | undefined {
  const failures = number % 7 === 0 ? (number % 5 === 0 ? 2 : 1) : 0;
  if (attempt >= failures) return undefined;
  return isWrite ? 503 : ([503, 500, "network"] as const)[number % 3];
}

function pageOf(team: string, source: string, number: number) {
  const credentials = [1, 2, 3].map((item) => credentialOf(team, `${source}_${number}_${item}`));
  return { credentials, next_cursor: number + 1 < pages ? String(number + 1) : null };
}

/** Returns a response whose body is read in one of four ways. */
function responseOf(answer: unknown, way: number, onRead: () => void): FetchResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  const like = { status: 200, headers: { get: () => null } };
  switch (way % 4) {
    case 0: {
      const pull = (controller: ReadableStreamDefaultController) => {
        onRead();
        controller.enqueue(bytes);
        controller.close();
      };
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
    }
    case 1:
      return Response.json(answer);
    case 2: {
      const rest = [bytes.slice(0, 20), bytes.slice(20)];
      const read = async () => {
        onRead();
        return { done: rest.length === 0, value: rest.shift() };
      };
      const getReader = () => {
        onRead();
        return { read };
      };
      return Object.assign(like, { body: { getReader }, arrayBuffer: async () => bytes.buffer });
    }
    default: {
      const arrayBuffer = async () => {
        onRead();
        return bytes.buffer;
      };
      return { ...like, arrayBuffer };
    }
  }
}
