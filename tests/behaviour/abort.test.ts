// Calls that the caller aborts: they end at once, with the signal's reason.

import { RequestError, type TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { described, idOf, listing, page } from "./bodies.js";
import { idle, managementKey, observed, teamA, untilAborted } from "./observed.js";
import { errorOf, thrownBy, wrongPaths } from "./thrown.js";

type Call = (credentials: TeamCustomCredentials, signal: AbortSignal) => PromiseLike<unknown>;

const calls: Readonly<Record<string, Call>> = {
  list: (credentials, signal) => credentials.list({}, { signal }),
  "a listing": (credentials, signal) => credentials.list({}, { signal }).toArray(),
  "a listing by pages": (credentials, signal) => credentials.list({}, { signal }).pages().next(),
  set: (credentials, signal) => credentials.set({ team_id: teamA, provider: "strava" }, { signal }),
  prepare: (credentials, signal) => credentials.prepare({ team_id: teamA, provider: "strava" }, { signal }),
  delete: (credentials, signal) => credentials.delete([idOf(1)], { signal }),
};

const reasons: Readonly<Record<string, unknown>> = {
  "an error": new Error("enough"),
  "a string": "enough",
  "an object that looks like a failure": { kind: "api", message: "", status: 418, issues: [], attempts: 1 },
  zero: 0,
  null: null,
};

/** A signal of an older polyfill, which has no reason. */
function signalWithoutReason() {
  const target = new EventTarget();
  const signal = Object.assign(target, { aborted: false, onabort: null });
  const abort = () => {
    signal.aborted = true;
    signal.dispatchEvent(new Event("abort"));
  };
  return { signal: signal as unknown as AbortSignal, abort };
}

function expectAbortError(thrown: unknown) {
  expect(thrown).toBeInstanceOf(Error);
  expect(thrown).toMatchObject({ name: "AbortError", message: "This operation was aborted" });
  expect(thrown).toBeInstanceOf(DOMException);
}

/** Returns what a call throws that is aborted while its request is in flight, with or without a reason. */
async function abortedInFlight(call: Call, ...reason: unknown[]) {
  const controller = new AbortController();
  const { credentials } = observed(({ init }) => {
    const pending = untilAborted(init.signal);
    controller.abort(...reason);
    return pending;
  });
  return { thrown: await thrownBy(() => call(credentials, controller.signal)), signal: controller.signal };
}

for (const [name, call] of Object.entries(calls)) {
  test(`${name} that is aborted before it begins sends nothing, and rejects with the reason`, async () => {
    const { credentials, requests } = observed(described);
    const reason = new Error("enough");

    const thrown = await thrownBy(() => call(credentials, AbortSignal.abort(reason)));

    expect(thrown).toBe(reason);
    expect(requests).toHaveLength(0);
  });

  for (const [what, reason] of Object.entries(reasons)) {
    test(`${name} that is aborted in flight rejects with the reason itself: ${what}`, async () => {
      const { thrown } = await abortedInFlight(call, reason);

      expect(thrown).toBe(reason);
    });
  }

  test(`${name} that is aborted without a reason rejects with the AbortError of the signal`, async () => {
    const { thrown, signal } = await abortedInFlight(call);

    expect(thrown).toBe(signal.reason);
    expect((thrown as Error).name).toBe("AbortError");
  });

  test(`${name} rejects with an AbortError if the signal is aborted already and has no reason`, async () => {
    const { credentials, requests } = observed(described);
    const { signal, abort } = signalWithoutReason();
    abort();

    const thrown = await thrownBy(() => call(credentials, signal));

    expectAbortError(thrown);
    expect(requests).toHaveLength(0);
  });

  test(`${name} rejects with an AbortError if the signal is aborted in flight and has no reason`, async () => {
    const { signal, abort } = signalWithoutReason();
    const { credentials, requests } = observed(({ init }) => untilAborted(init.signal));

    const thrown = thrownBy(() => call(credentials, signal));
    await idle();
    abort();

    expectAbortError(await thrown);
    expect(requests.map(({ init }) => init.signal?.aborted)).toEqual([true]);
  });

  test(`the fetch of ${name} is aborted with it`, async () => {
    const controller = new AbortController();
    const { credentials, requests } = observed(({ init }) => untilAborted(init.signal));

    const thrown = thrownBy(() => call(credentials, controller.signal));
    await idle();
    controller.abort("enough");
    await thrown;

    expect(requests.map(({ init }) => init.signal?.reason)).toEqual(["enough"]);
  });

  test(`${name} need not wait for a fetch that ignores the abort`, async () => {
    const controller = new AbortController();
    const { credentials } = observed(() => new Promise(() => {}));

    const thrown = thrownBy(() => call(credentials, controller.signal));
    await idle();
    controller.abort("enough");

    expect(await soon(thrown)).toBe("enough");
  });

  test(`${name} with a signal that is none is a RequestError, and nothing is sent`, async () => {
    const { credentials, requests } = observed(described);

    const { issues } = await errorOf(RequestError, () => call(credentials, "signal" as never));

    expect(issues).toEqual([{ path: "signal", message: "expected an AbortSignal" }]);
    expect(requests).toHaveLength(0);
  });
}

/** Returns the result of a promise, if it settles soon. */
function soon(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([
    promise,
    idle()
      .then(idle)
      .then(() => "still waiting"),
  ]);
}

for (const signal of [{}, { aborted: "no" }, { aborted: false }, { addEventListener: true }, "", 7, true]) {
  test(`this is no signal: ${JSON.stringify(signal)}`, async () => {
    const { credentials } = observed(described);

    const { issues } = await errorOf(RequestError, () =>
      credentials.delete([idOf(1)], { signal: signal as never }),
    );

    expect(issues.map(({ path }) => path)).toEqual(["signal"]);
  });
}

test("a signal that cannot be left is none", async () => {
  const { credentials } = observed(described);
  const signal = { aborted: false, addEventListener() {} };

  const paths = await wrongPaths(() => credentials.delete([idOf(1)], { signal: signal as never }));

  expect(paths).toEqual(["signal"]);
});

for (const signal of [null, undefined]) {
  test(`a signal that is ${signal} is as good as none`, async () => {
    const { credentials } = observed(described);

    expect(await credentials.list({}, { signal: signal as undefined }).toArray()).toEqual(
      page([1]).credentials,
    );
  });
}

test("a call that is aborted while its body comes rejects with the reason", async () => {
  const controller = new AbortController();
  const { credentials } = observed(({ init }) => ({
    status: 200,
    headers: { get: () => null },
    arrayBuffer: () => untilAborted(init.signal),
  }));

  const thrown = thrownBy(() => credentials.list({}, { signal: controller.signal }));
  await idle();
  controller.abort("enough");

  expect(await thrown).toBe("enough");
});

test("a call need not wait for a body that ignores the abort", async () => {
  const controller = new AbortController();
  const { credentials } = observed(() => ({
    status: 200,
    headers: { get: () => null },
    arrayBuffer: () => new Promise(() => {}),
  }));

  const thrown = thrownBy(() => credentials.list({}, { signal: controller.signal }));
  await idle();
  controller.abort("enough");

  expect(await soon(thrown)).toBe("enough");
});

test("a call that is aborted before it begins asks for no key", async () => {
  let asked = 0;
  const { credentials } = observed(described, {
    managementKey: () => {
      asked += 1;
      return managementKey;
    },
  });

  await thrownBy(() => credentials.delete([idOf(1)], { signal: AbortSignal.abort("enough") }));

  expect(asked).toBe(0);
});

test("a call that is aborted before it begins need not wait for its key", async () => {
  const { credentials } = observed(described, { managementKey: () => new Promise(() => {}) });

  const thrown = thrownBy(() => credentials.delete([idOf(1)], { signal: AbortSignal.abort("enough") }));

  expect(await soon(thrown)).toBe("enough");
});

test("a call that is aborted while its key is fetched sends nothing", async () => {
  const controller = new AbortController();
  const { credentials, requests } = observed(described, {
    managementKey: async () => {
      controller.abort("enough");
      return managementKey;
    },
  });

  const thrown = await thrownBy(() => credentials.list({}, { signal: controller.signal }));

  expect(thrown).toBe("enough");
  expect(requests).toHaveLength(0);
});

test("a call need not wait for its key when it is aborted", async () => {
  const controller = new AbortController();
  const { credentials } = observed(described, { managementKey: () => new Promise(() => {}) });

  const thrown = thrownBy(() => credentials.list({}, { signal: controller.signal }));
  await idle();
  controller.abort("enough");

  expect(await soon(thrown)).toBe("enough");
});

/** The options of clients in which one function aborts the call and throws. */
const throwing: Readonly<
  Record<string, (abort: () => never) => [answer: () => unknown, key?: () => string]>
> = {
  key: (abort) => [() => undefined, abort],
  fetch: (abort) => [abort],
  body: (abort) => [() => ({ status: 200, headers: { get: () => null }, arrayBuffer: abort })],
  stream: (abort) => [
    () => ({ status: 200, headers: { get: () => null }, arrayBuffer() {}, body: { getReader: abort } }),
  ],
};

for (const [what, made] of Object.entries(throwing)) {
  test(`a call whose ${what} aborts it and throws rejects with the reason`, async () => {
    const controller = new AbortController();
    const [answer, key = managementKey] = made(() => {
      controller.abort("enough");
      throw new Error("canary");
    });
    const { credentials } = observed(answer, { managementKey: key });

    const thrown = await thrownBy(() => credentials.list({}, { signal: controller.signal }));

    expect(thrown).toBe("enough");
  });
}

test("a call that has ended is not changed by a late abort", async () => {
  const controller = new AbortController();
  const { credentials } = observed(described);

  const first = await credentials.list({}, { signal: controller.signal });
  controller.abort("enough");

  expect(first).toEqual(page([1]));
});

test("an error of the API wins over an abort that comes after it", async () => {
  const controller = new AbortController();
  const { credentials } = observed(() => new Response("", { status: 403 }));

  const thrown = await thrownBy(() => credentials.list({}, { signal: controller.signal }));
  controller.abort("enough");

  expect((thrown as { kind: string }).kind).toBe("api");
});

test("a listing that is aborted between two pages rejects with the reason", async () => {
  const controller = new AbortController();
  const { credentials } = observed(({ init }, index) =>
    index === 0 ? Response.json(page([1, 2], "p2")) : untilAborted(init.signal),
  );
  const found: string[] = [];

  const thrown = await thrownBy(async () => {
    for await (const { id } of credentials.list({}, { signal: controller.signal })) {
      found.push(id);
      if (found.length === 2) controller.abort("enough");
    }
  });

  expect(thrown).toBe("enough");
  expect(found).toEqual([idOf(1), idOf(2)]);
});

test("a listing that is aborted gives no further page, even one that has come already", async () => {
  const controller = new AbortController();
  const { credentials } = observed(listing({ "": page([1, 2], "p2"), p2: page([3]) }));
  const found: string[] = [];

  const thrown = await thrownBy(async () => {
    for await (const { id } of credentials.list({}, { signal: controller.signal })) {
      found.push(id);
      if (found.length === 1) continue;
      await idle();
      controller.abort("enough");
    }
  });

  expect(thrown).toBe("enough");
  expect(found).toEqual([idOf(1), idOf(2)]);
});

for (const [what, read] of [
  ["credential", (credentials, signal) => credentials.list({}, { signal })[Symbol.asyncIterator]()],
  ["page", (credentials, signal) => credentials.list({}, { signal }).pages()],
] satisfies [string, (credentials: TeamCustomCredentials, signal: AbortSignal) => AsyncIterator<unknown>][]) {
  test(`the next ${what} of a listing whose signal has no reason is an AbortError once it is aborted`, async () => {
    const { credentials, requests } = observed(listing({ "": page([1], "p2"), p2: page([2]) }));
    const { signal, abort } = signalWithoutReason();
    const items = read(credentials, signal);
    await items.next();

    abort();

    expectAbortError(await thrownBy(() => items.next()));
    expect(requests.length).toBeLessThanOrEqual(2);
  });
}

test("where there is no DOMException an AbortError is an Error of that name", async () => {
  const { signal, abort } = signalWithoutReason();
  const { credentials } = observed(described);
  const { DOMException } = globalThis;
  abort();
  Object.assign(globalThis, { DOMException: undefined });
  try {
    const thrown = await thrownBy(() => credentials.list({}, { signal }).toArray());

    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).toMatchObject({ name: "AbortError", message: "This operation was aborted" });
  } finally {
    Object.assign(globalThis, { DOMException });
  }
});

test("a listing leaves no listener on the signal of its caller", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  Object.assign(signal, {
    addEventListener(...args: Parameters<typeof add>) {
      listeners += 1;
      add(...args);
    },
    removeEventListener(...args: Parameters<typeof remove>) {
      listeners -= 1;
      remove(...args);
    },
  });
  const { credentials } = observed((_, index) => Response.json(page([1, 2], index < 5 ? `p${index}` : null)));

  await credentials.list({}, { signal }).toArray();

  expect(listeners).toBe(0);
});

test("what a signal of a polyfill holds is not looked at as data", async () => {
  const polyfilled = {
    aborted: false,
    reason: undefined,
    listeners: { abort: [() => undefined, () => undefined], others: new Map() },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  } as unknown as AbortSignal;
  const { credentials } = observed(described);

  expect(await credentials.list({}, { signal: polyfilled })).toEqual(page([1]));
});
