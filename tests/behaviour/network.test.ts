// A fetch that fails or returns no response, and redirects.

import { NetworkError, TimeoutError } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { page, streamOf } from "./bodies.js";
import { type Answer, idle, managementKey, observed } from "./observed.js";
import { errorOf, everythingIn } from "./thrown.js";

/** Returns the error of a listing whose requests are answered this way. */
function failed(answer: Answer): Promise<NetworkError> {
  return errorOf(NetworkError, () => observed(answer).credentials.list());
}

const headers = { get: () => null };
const hostile: object = new Proxy({}, { get: throwItself, getPrototypeOf: throwItself });
const fetchFailed = (fields: object) => Object.assign(new TypeError("fetch failed"), fields);

function throwItself(): never {
  throw hostile;
}

for (const [what, reason, message] of [
  ["a TypeError", new TypeError("fetch failed"), "no response: fetch failed (TypeError)"],
  ["a string", "offline", "no response: fetch failed"],
  ["an empty string", "", "no response: fetch failed"],
  ["a number", 7, "no response: fetch failed"],
  ["undefined", undefined, "no response: fetch failed"],
  ["null", null, "no response: fetch failed"],
  ["an empty object", {}, "no response: fetch failed"],
  ["an object without a prototype", Object.create(null), "no response: fetch failed"],
  [
    "an object like a failure of the core",
    { kind: "api", status: 418, issues: [] },
    "no response: fetch failed",
  ],
  [
    "a cause with a code",
    fetchFailed({ cause: { code: "ECONNREFUSED" } }),
    "no response: fetch failed with ECONNREFUSED (TypeError)",
  ],
  [
    "an object with a cause with a code",
    { cause: { code: "ENOTFOUND" } },
    "no response: fetch failed with ENOTFOUND",
  ],
  [
    "a code of its own",
    fetchFailed({ code: "ConnectionRefused" }),
    "no response: fetch failed with ConnectionRefused (TypeError)",
  ],
  [
    "a cause without a code, and a code of its own",
    fetchFailed({ cause: new Error("refused"), code: "ECONNRESET" }),
    "no response: fetch failed with ECONNRESET (TypeError)",
  ],
  [
    "a chain of causes with codes",
    fetchFailed({
      code: "UND_ERR_ABORTED",
      cause: { code: "UND_ERR_ABORTED", cause: { code: "ERR_TLS_CERT_ALTNAME_INVALID" } },
    }),
    "no response: fetch failed with UND_ERR_ABORTED, ERR_TLS_CERT_ALTNAME_INVALID (TypeError)",
  ],
  [
    "causes in a circle",
    (() => {
      const error = fetchFailed({ code: "ECONNRESET" });
      return Object.assign(error, { cause: error });
    })(),
    "no response: fetch failed with ECONNRESET (TypeError)",
  ],
  ...[
    "mg_live",
    "E_mg_live",
    "E ACME",
    "E1234567",
    "AKIAIOSFODNN7EXAMPLE",
    "E".repeat(17),
    `E_${"A".repeat(60)}`,
  ].map(
    (code) =>
      [
        `a code that may be a secret, ${code}`,
        fetchFailed({ cause: { code } }),
        "no response: fetch failed (TypeError)",
      ] as const,
  ),
  [
    "a code that is no string",
    fetchFailed({ cause: { code: 111 } }),
    "no response: fetch failed (TypeError)",
  ],
  [
    "a class of its own",
    Object.assign(new Error("no"), { name: "ProxyError" }),
    "no response: fetch failed (ProxyError)",
  ],
  [
    "a name that may be a secret",
    Object.assign(new Error("no"), { name: "mg_live" }),
    "no response: fetch failed",
  ],
  [
    "a cause that throws",
    {
      get cause() {
        throw new Error("no");
      },
    },
    "no response: fetch failed",
  ],
  ["a proxy that throws itself, whatever it is asked", hostile, "no response: fetch failed"],
] as const) {
  test(`a fetch that rejects is a NetworkError: with ${what}`, async () => {
    const error = await failed(() => Promise.reject(reason));

    expect(error.message).toBe(message);
  });

  test(`a fetch that throws is a NetworkError: ${what}`, async () => {
    const error = await failed(() => {
      throw reason;
    });

    expect(error.message).toBe(message);
  });
}

for (const [what, answer] of [
  ["undefined", undefined],
  ["null", null],
  ["a number", 7],
  ["a string", "ok"],
  ["an empty object", {}],
  ["an array", []],
  ["a function", () => {}],
  ["an object without a status", { headers, arrayBuffer: async () => new ArrayBuffer(0) }],
  ["a status that is a string", { status: "200", headers, arrayBuffer: async () => new ArrayBuffer(0) }],
  [
    "a response that says that it is none",
    { type: "error", status: 0, headers, arrayBuffer: async () => new ArrayBuffer(0) },
  ],
  ["a status that is NaN", { status: Number.NaN, headers, arrayBuffer: async () => new ArrayBuffer(0) }],
  ["a status below all others", { status: 99, headers, arrayBuffer: async () => new ArrayBuffer(0) }],
  ["a status above all others", { status: 1000, headers, arrayBuffer: async () => new ArrayBuffer(0) }],
  ["an object without headers", { status: 200, arrayBuffer: async () => new ArrayBuffer(0) }],
  ["headers that cannot be read", { status: 200, headers: {}, arrayBuffer: async () => new ArrayBuffer(0) }],
  ["an object without a body", { status: 200, headers }],
  [
    "a getter that throws",
    {
      get status() {
        throw new Error("no");
      },
    },
  ],
  [
    "a getter that throws a proxy that throws itself",
    {
      get status() {
        return throwItself();
      },
    },
  ],
] as const) {
  test(`a fetch that gives no response is a NetworkError: ${what}`, async () => {
    const error = await failed(() => Promise.resolve(answer));

    expect(error.message).toBe("no response: fetch returned something that is not a response");
  });
}

test("a body that breaks off is a NetworkError", async () => {
  const error = await failed(() => ({
    status: 200,
    headers,
    arrayBuffer: () => Promise.reject(fetchFailed({ cause: { code: "UND_ERR_SOCKET" } })),
  }));

  expect(error.message).toBe("no response: the body ended early with UND_ERR_SOCKET (TypeError)");
});

for (const [what, buffer] of [
  ["undefined", undefined],
  ["a string", '{"credentials":[]}'],
  ["a number", 2],
  ["an object", {}],
] as const) {
  test(`a response whose body is no buffer is a NetworkError: ${what}`, async () => {
    const error = await failed(() => ({ status: 200, headers, arrayBuffer: async () => buffer }));

    expect(error.message).toBe("no response: fetch returned something that is not a response");
  });
}

for (const [what, body] of [
  ["no bytes", streamOf(["a text"])],
  ["bytes of another kind", streamOf([new Uint16Array(2)])],
  ["nothing", { getReader: () => ({ read: async () => undefined }) }],
  [
    "an object that throws",
    {
      getReader: () => ({
        read: async () => ({
          get done() {
            throw new Error("canary");
          },
        }),
      }),
    },
  ],
] as const) {
  test(`a response whose body comes in pieces that are ${what} is a NetworkError`, async () => {
    const error = await failed(() => ({ status: 200, headers, arrayBuffer() {}, body }));

    expect(error.message).toBe("no response: fetch returned something that is not a response");
  });
}

for (const [what, getReader] of [
  [
    "throws",
    () => {
      throw new Error("canary");
    },
  ],
  ["cannot read", () => ({})],
  ["reads by throwing", () => ({ read: () => Promise.reject(new Error("canary")) })],
] as const) {
  test(`a stream whose reader ${what} is a NetworkError`, async () => {
    const error = await failed(() => ({ status: 200, headers, arrayBuffer() {}, body: { getReader } }));

    expect(error.message).toMatch(/^no response: the body ended early( with [A-Z_]+)?( \(TypeError\))?$/);
    expect(everythingIn(error)).not.toContain("canary");
  });
}

test("a reader that never comes is a TimeoutError", async () => {
  const body = { getReader: () => new Promise(() => {}) };
  const answer = () => ({ status: 200, headers, arrayBuffer() {}, body });

  const error = await errorOf(TimeoutError, () => observed(answer, { timeoutMs: 10 }).credentials.list());

  expect(error.message).toBe("no response in time");
});

test("a stream that breaks off is a NetworkError", async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"credentials":'));
      controller.error(new Error("canary"));
    },
  });

  const error = await failed(() => new Response(broken));

  expect(error.message).toBe("no response: the body ended early");
});

test("a body that was read already is a NetworkError", async () => {
  const response = Response.json(page([1]));
  await response.text();

  const error = await failed(() => response);

  expect(error.message).toMatch(/^no response: the body ended early( with [A-Z_]+)?( \(TypeError\))?$/);
});

test("a response whose body cannot be asked for is a NetworkError", async () => {
  const error = await failed(() => ({
    status: 200,
    headers,
    arrayBuffer() {
      throw new Error("no");
    },
  }));

  expect(error.message).toBe("no response: the body ended early");
});

test("a NetworkError tells how often the request was sent", async () => {
  const { credentials, requests } = observed(() => Promise.reject(new TypeError("fetch failed")));

  const error = await errorOf(NetworkError, () => credentials.list());

  expect(error.attempts).toBe(requests.length);
});

test("a fetch that fails once fails no later call", async () => {
  const { credentials } = observed((_, index) => {
    if (index === 0) throw new TypeError("fetch failed");
    return Response.json(page([1]));
  });

  await errorOf(NetworkError, () =>
    credentials.set({ team_id: page([1]).credentials[0]?.team_id ?? "", provider: "oura" }),
  );

  expect(await credentials.list()).toEqual(page([1]));
});

for (const status of [300, 301, 302, 303, 307, 308]) {
  test(`a ${status} is a NetworkError that tells where it leads, and is not followed`, async () => {
    const { credentials, requests } = observed(
      () =>
        new Response(null, { status, headers: { location: "https://elsewhere.example:8443/a?b=canary" } }),
    );

    const error = await errorOf(NetworkError, () => credentials.list());

    expect(error.targetOrigin).toBe("https://elsewhere.example:8443");
    expect(error.message).toBe(
      "no response: redirected to https://elsewhere.example:8443, which is not followed",
    );
    expect(requests).toHaveLength(1);
  });
}

for (const [location, targetOrigin] of [
  ["/elsewhere", "https://api.management.junction.com"],
  ["//elsewhere.example/a", "https://elsewhere.example"],
  ["https://user:canary@elsewhere.example/", "https://elsewhere.example"],
  ["HTTP://ELSEWHERE.example:80", "http://elsewhere.example"],
  ["mailto:canary@elsewhere.example", undefined],
  ["https://", undefined],
] as const) {
  test(`a redirect shows no more of its target than the origin: ${location}`, async () => {
    const error = await failed(() => new Response(null, { status: 307, headers: { location } }));

    expect(error.targetOrigin).toBe(targetOrigin);
    expect(everythingIn(error)).not.toContain("canary");
  });
}

test("a redirect whose body breaks off is still a redirect", async () => {
  const error = await failed(() => ({
    status: 307,
    headers: { get: () => "https://elsewhere.example/" },
    arrayBuffer: () => Promise.reject(new TypeError("terminated")),
  }));

  expect(error.targetOrigin).toBe("https://elsewhere.example");
});

test("a redirect need not wait for a body that never comes", async () => {
  const answer = {
    status: 307,
    headers: { get: () => "https://elsewhere.example/" },
    arrayBuffer: () => new Promise(() => {}),
  };

  const error = await Promise.race([failed(() => answer), idle().then(idle)]);

  expect(error?.targetOrigin).toBe("https://elsewhere.example");
});

test("a redirect that the runtime hides is a NetworkError", async () => {
  const error = await failed(() => ({
    type: "opaqueredirect",
    status: 0,
    headers,
    arrayBuffer: async () => new ArrayBuffer(0),
  }));

  expect(error.targetOrigin).toBe(undefined);
  expect(error.message).toBe("no response: redirected, which is not followed");
});

test("the target of a redirect never sees the key", async () => {
  const api = fakeManagementApi({
    managementKey,
    faults: [{ kind: "redirect", location: "https://elsewhere.example/" }],
  });

  await errorOf(NetworkError, () => observed(() => undefined, { fetch: api.fetch }).credentials.list());

  expect(api.requests.map(({ url }) => new URL(url).hostname)).toEqual(["api.management.junction.com"]);
});

test("an error that is no redirect has no target", async () => {
  const error = await failed(() => Promise.reject(new TypeError("fetch failed")));

  expect(error.targetOrigin).toBe(undefined);
});
