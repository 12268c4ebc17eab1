// A secret of a request is found nowhere else: in no error, no object, no output, and not in freed memory.

import "./core.js";
import {
  ApiError,
  type AttemptReport,
  type CallOptions,
  isJunctionError,
  JunctionManagement,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expect, test } from "vitest";
import { credential, idOf, page } from "../behaviour/bodies.js";
import { orgId, teamA } from "../behaviour/observed.js";
import { type Canary, canary, collectGarbage, printedBy, textsOf } from "./canary.js";
import { withoutBackoff } from "./clients.js";
import { pause } from "./clock.js";
import {
  answer,
  closeBeforeHeaders,
  closeInHeaders,
  closeWithoutFraming,
  drip,
  endless,
  type Fate,
  faulty,
  garbage,
  gzip,
  nonsenseLength,
  resetBeforeHeaders,
  resetInBody,
  stallBeforeHeaders,
  stallInBody,
} from "./server.js";

withoutBackoff();

interface Client {
  readonly junction: JunctionManagement;
  /** The credentials of `sandbox` and `us`. */
  readonly credentials: TeamCustomCredentials;
}

type Run = (client: Client, options: CallOptions) => PromiseLike<unknown>;

/** Calls with the secret in every field for secrets, and in unknown fields. */
function callsWith(secret: string): Readonly<Record<string, Run>> {
  const unknown = { beta: secret, gamma: [{ delta: [secret, { epsilon: secret }] }] };
  const fitbit = {
    workout_verify_token: secret,
    sleep_verify_token: secret,
    body_verify_token: secret,
    foods_verify_token: secret,
    ...unknown,
  };
  const phlebfinders = {
    account_id: "1",
    account_name: "a",
    team_id: "2",
    team_name: "b",
    webhook_token: secret,
    email: "a@example.com",
    ...unknown,
  };
  const getlabs = { webhook_secret_key: secret, webhook_secret_token: secret, ...unknown };
  const details: Readonly<Record<string, object>> = {
    fitbit: { fitbit, ...unknown },
    polar: { webhook_secret: secret, ...unknown },
    getlabs: { getlabs, ...unknown },
    phlebfinders: { phlebfinders, ...unknown },
    bioreference: { bioreference: { password: secret, ...unknown } },
    quest: { quest: { password: secret }, ...unknown },
  };
  const sets = Object.entries(details).map(([provider, details]): [string, Run] => {
    const body = { team_id: teamA, provider, client_id: "id", client_secret: secret, details, ...unknown };
    return [`set of ${provider}`, ({ credentials }, options) => credentials.set(body as never, options)];
  });
  return {
    ...Object.fromEntries(sets),
    list: ({ credentials }, options) => credentials.list({}, options),
    "a listing": ({ credentials }, options) => credentials.list({}, options).toArray(),
    "a listing by pages": ({ credentials }, options) => credentials.list({}, options).pages().next(),
    "a listing of everything": ({ junction }, options) => junction.everywhere().list({}, options).toArray(),
    prepare: ({ credentials }, options) =>
      credentials.prepare({ team_id: teamA, provider: "strava", ...unknown } as never, options),
    delete: ({ credentials }, options) => credentials.delete([idOf(1)], options),
  };
}

/** Faults that repeat the secret in every part where this is possible. */
function faultsWith({ secret, forms }: Canary): Readonly<Record<string, Fate>> {
  const held = { ...credential(1), client_id: secret, details: { webhook_secret: secret }, beta: secret };
  const json = `{"credentials":[{"id":"${secret}","details":{"webhook_secret":"${secret}`;
  const headers = { etag: secret, "x-request-id": secret, "set-cookie": `key=${secret}` };
  const wrong = (fields: object) => answer({ credentials: [{ ...held, ...fields }], ...held, ...fields });
  const redirect = (location: string, code = 307) => answer(secret, code, { ...headers, location });
  const complaint = { loc: ["body", secret], msg: `not ${secret}, but "${secret}"`, type: `wrong.${secret}` };
  const refused = (detail: unknown) => answer({ detail, beta: secret }, 422, headers);
  return {
    "an answer as described": answer({ credentials: [held], next_cursor: null, ...held }, 200, headers),
    "an answer in gzip": gzip({ credentials: [held], ...held }),
    "an answer in drops": drip("chunks", { credentials: [held], ...held }, 5, 2),
    "a reset before the headers": resetBeforeHeaders,
    "a close before the headers": closeBeforeHeaders,
    "a close in the headers": closeInHeaders,
    "no answer": stallBeforeHeaders,
    garbage,
    "garbage that repeats it": (socket) => {
      socket.end(`220 ${secret} ready\r\n${secret}`);
    },
    "a length that is no number": nonsenseLength,
    "a length that is a secret": answer(json, 200, { "content-length": secret }),
    "a reset in a body with a length": resetInBody("a length", 200, headers),
    "a reset in a body of chunks": resetInBody("chunks", 200, headers),
    "a body that stalls": stallInBody("chunks"),
    "a body that drips for too long": drip("chunks", { credentials: [held], ...held }, 100, 20),
    "a body that is cut off": closeWithoutFraming({ credentials: [held], ...held }),
    "a body that is no gzip": answer(json, 200, { "content-encoding": "gzip" }),
    "a body that is too long": answer(secret.repeat(5000)),
    "a body without an end": endless(Buffer.from(secret.repeat(20))),
    "a body that unfolds too far": gzip(secret.repeat(50_000)),
    "HTML with a 200": answer(`<html>${secret}`, 200, { ...headers, "content-type": "text/html" }),
    "text with a 200": answer(secret),
    "half of the JSON with a 200": answer(json),
    "an id that is none": wrong({ id: secret }),
    "a date that is none": wrong({ created_at: secret }),
    "details that are malformed": wrong({ details: { fitbit: { [secret]: secret }, [secret]: secret } }),
    "a key whose value is malformed": wrong({
      details: { quest: {}, disallowed_billing_states: { [secret]: secret } },
    }),
    "lists that are none": answer({ credentials: secret, success: [secret], status: [secret], ...held }),
    "a cursor that repeats": answer({ credentials: [held], next_cursor: "again", ...held }),
    "a 307": redirect(`http://${secret}:${secret}@127.0.0.1:9/${secret}?${secret}#${secret}`),
    "a 302 to nowhere": redirect(secret, 302),
    "a 301 to no address": redirect(`http://[${secret}`, 301),
    "a 401": answer({ detail: `not your key: ${secret}` }, 401, { "www-authenticate": secret }),
    "a 429": answer(secret, 429, { ...headers, "retry-after": secret }),
    "a 500": answer(`<html>${secret}`, 500, headers),
    "a 503 whose body is reset": resetInBody("chunks", 503, headers),
    "a 422 that repeats it": refused([{ ...complaint, input: { client_secret: secret }, ctx: { secret } }]),
    "a 422 that repeats the request": (socket, request) => {
      const { text } = request;
      const detail = [{ loc: ["body", text], msg: text, type: text, input: text }];
      answer({ detail }, 422)(socket, request);
    },
    "a 422 of no known form": refused({ [secret]: secret }),
    "a 422 with a text": refused(secret),
    "a 422 that is cut off": answer(`{"detail":[{"loc":["${secret}"],"msg":"${secret}`, 422),
    ...refusalsWith(forms),
  };
}

/** Refusals that repeat the secret in words. */
function refusalsWith(forms: Readonly<Record<string, string>>): Readonly<Record<string, Fate>> {
  const text = `not ${Object.values(forms).join(", not ")}`;
  const details = {
    text,
    "an object with an error_message": { error_message: text, message: text, error_type: text },
    "an object with a message": { error_message: null, message: text },
  };
  const refusals: Record<string, Fate> = {};
  for (const status of [400, 403, 409, 422, 500]) {
    for (const [what, detail] of Object.entries(details)) {
      refusals[`a ${status} whose detail is ${what}`] = answer({ detail }, status);
    }
  }
  for (const [how, form] of Object.entries(forms)) {
    refusals[`a 403 whose detail repeats it ${how}`] = answer({ detail: `not ${form}` }, 403);
  }
  return refusals;
}

for (const manner of ["by itself", "by a function"] as const) {
  const song = canary();
  const { secret } = song;
  const server = await faulty(resetBeforeHeaders);
  const reports: AttemptReport[] = [];
  const junction = new JunctionManagement({
    orgId,
    managementKey: manner === "by itself" ? secret : async () => secret,
    baseUrl: server.url,
    timeoutMs: 150,
    maxRetries: 1,
    maxResponseBytes: 64 * 1024,
    onAttempt: (report) => {
      reports.push(report);
      if (reports.length % 2 === 0) throw new Error(secret);
    },
  });
  const credentials = junction.teamCustomCredentials("sandbox", "us");
  const client = { junction, credentials };
  const kinds = new Set<string>();
  const details = new Set<string>();

  for (const [what, fate] of Object.entries(faultsWith(song))) {
    test(`a secret is shown by nothing that meets ${what}, the key being given ${manner}`, async () => {
      server.follow(fate);
      const errors: [name: string, error: unknown][] = [];

      const printed = await printedBy(async () => {
        const running = Object.entries(callsWith(secret)).map(async ([name, run]) => {
          const options = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" };
          await run(client, options).then(undefined, (error) => errors.push([name, error]));
        });
        await Promise.all(running);
      });

      for (const [, error] of errors) {
        kinds.add(isJunctionError(error) ? error.kind : String(error));
        if (error instanceof ApiError && error.detail !== undefined) details.add(error.detail);
      }
      const things = [["the output", printed], ["the reports", reports.splice(0)], ...errors] as const;
      expect(shown(song, things)).toEqual([]);
    });
  }

  test(`a call that is aborted anywhere shows no secret, the key being given ${manner}`, async () => {
    const errors: [name: string, error: unknown][] = [];

    for (const fate of [
      stallBeforeHeaders,
      stallInBody("chunks"),
      answer(secret, 503, { "retry-after": 9 }),
    ]) {
      server.follow(fate);
      const signal = AbortSignal.timeout(50);
      for (const [name, run] of Object.entries(callsWith(secret))) {
        await run(client, { signal }).then(undefined, (error) => errors.push([name, error]));
      }
    }

    expect(errors.length).toBeGreaterThan(0);
    expect(shown(song, [["the reports", reports.splice(0)], ...errors])).toEqual([]);
  });

  test(`a wrong argument beside a secret shows no secret, the key being given ${manner}`, async () => {
    const body = { team_id: teamA, provider: "strava", client_secret: secret, beta: secret };
    const wrong: readonly (() => unknown)[] = [
      () => credentials.set({ ...body, provider: "nobody" } as never),
      () => credentials.set({ ...body, team_id: secret } as never),
      () => credentials.set({ ...body, client_secret: [secret] } as never),
      () => credentials.set({ ...body, details: { webhook_secret: { [secret]: secret } } } as never),
      () => credentials.set({ ...body, provider: "freestyle_libre" } as never),
      () => credentials.prepare({ ...body, provider: secret } as never),
      () => credentials.set({ ...body, provider: "fitbti" } as never),
      () => credentials.set({ ...body, provider: `fitbit${secret}` } as never),
      () => credentials.set(body as never, { timeoutMS: secret } as never),
      () => credentials.set(body as never, { [secret]: secret } as never),
      () => credentials.list({ [secret]: secret } as never),
      () => credentials.list({ provider: secret } as never),
      () => junction.teamCustomCredentials(secret as never, secret as never),
      () => junction.everywhere({ envs: [secret], regions: ["us", secret], concurrency: secret } as never),
      () => junction.everywhere({ [secret]: secret } as never),
      () => junction.everywhere({ region: secret } as never),
      () =>
        junction
          .everywhere()
          .list({ provider: secret } as never)
          .toArray(),
      () => credentials.delete([secret]),
      () => credentials.set(body as never, { timeoutMs: secret } as never),
      () => new JunctionManagement({ orgId, managementKey: secret, [secret]: secret } as never),
      () => new JunctionManagement({ orgId, managementKei: secret } as never),
      () => new JunctionManagement({ orgId, managementKey: secret, keyHeader: secret as never }),
      () => new JunctionManagement({ orgId, managementKey: `sk_${secret}` }),
      () => new JunctionManagement({ orgId, managementKey: `${secret}\n` }),
      () => new JunctionManagement({ orgId: secret, managementKey: secret }),
    ];
    const errors: [name: string, error: unknown][] = [];

    for (const [index, call] of wrong.entries()) {
      const made = (async () => await call())();
      await made.then(undefined, (error) => errors.push([`wrong argument ${index}`, error]));
    }

    for (const [, error] of errors) kinds.add(isJunctionError(error) ? error.kind : String(error));
    expect(errors).toHaveLength(wrong.length);
    expect(shown(song, errors)).toEqual([]);
  });

  test(`there was an error of every kind, the key being given ${manner}`, () => {
    const all = ["api", "network", "pagination", "partial", "request", "response", "timeout"];
    expect([...kinds].sort()).toEqual(all);
  });

  test(`the details were given with stars, the key being given ${manner}`, () => {
    expect([...details]).toContain("not ***");
  });

  test(`a client and what it gives show no secret, the key being given ${manner}`, async () => {
    server.follow(answer(page([1])));
    const pager = credentials.list();
    await pager;
    const pages = pager.pages();
    await pages.next();

    const everywhere = junction.everywhere();
    const everything = everywhere.list();
    await everything.toArray();

    const objects = {
      junction,
      credentials,
      pager,
      pages,
      everywhere,
      everything,
      set: credentials.set,
      list: credentials.list,
    };

    expect(shown(song, Object.entries(objects))).toEqual([]);
  });

  test(`no secret is in the memory of the module after a call, the key being given ${manner}`, async () => {
    await pause(50);

    expect(song.inMemory()).toEqual([]);
    expect(credentials).toBeDefined();
  });
}

/** Returns where a secret is found: the name of the thing, and the text around it. */
function shown(song: Canary, things: readonly (readonly [name: string, thing: unknown])[]): string[] {
  return things.flatMap(([name, thing]) =>
    song.inText(typeof thing === "string" ? thing : textsOf(thing)).map((found) => `${name}: ${found}`),
  );
}

test("the search finds a secret in each of its forms", () => {
  const song = canary();

  const found = Object.entries(song.forms).filter((form) => shown(song, [form]).length > 0);

  expect(found).toEqual(Object.entries(song.forms));
});

test("a body is in the memory of the module while it is sent, and no longer", async () => {
  const song = canary();
  let meanwhile: string[] = [];
  const fetch = async () => {
    meanwhile = song.inMemory();
    return new Response(null, { status: 500 });
  };
  const junction = new JunctionManagement({ orgId, managementKey: "mg_1", fetch });

  const body = { team_id: teamA, provider: "strava", client_secret: song.secret } as const;
  const error = await junction
    .teamCustomCredentials("sandbox", "us")
    .set(body)
    .catch((error) => error);
  await collectGarbage();

  expect(error).toMatchObject({ kind: "api", status: 500 });
  expect(meanwhile).not.toEqual([]);
  expect(song.inMemory()).toEqual([]);
});

test("a key of an earlier attempt is hidden as well as that of the last one", async () => {
  const songs = [canary(), canary()] as const;
  const [earlier, later] = songs.map(({ secret }) => secret);
  const msg = `${earlier} has expired, ${later} is not known`;
  const refusal = answer({ detail: [{ loc: ["header"], msg, type: "wrong" }] }, 422);
  const server = await faulty(answer("", 503), refusal);
  const keys = [earlier, later];
  const junction = new JunctionManagement({
    orgId,
    managementKey: () => keys.shift() ?? "",
    baseUrl: server.url,
  });

  const error = await junction
    .teamCustomCredentials("sandbox", "us")
    .delete([idOf(1)])
    .catch((error) => error);

  expect(error).toMatchObject({ kind: "api", status: 422, attempts: 2 });
  expect(songs.flatMap((song) => shown(song, [["the error", error]]))).toEqual([]);
});

test("a secret that a 422 repeats as JSON writes it is hidden too", async () => {
  const secret = 'a-quote-"-and-a-\\-between-many-letters';
  const server = await faulty((socket, request) => {
    const detail = [{ loc: ["body"], msg: `cannot read ${request.body}`, type: "wrong" }];
    answer({ detail }, 422)(socket, request);
  });
  const junction = new JunctionManagement({ orgId, managementKey: "mg_1", baseUrl: server.url });

  const error = await junction
    .teamCustomCredentials("sandbox", "us")
    .set({ team_id: teamA, provider: "strava", client_secret: secret })
    .catch((error) => error);

  expect(error).toMatchObject({ kind: "api", status: 422 });
  expect(error.message).not.toContain("between-many-letters");
});
