// The scopes, the audiences and the state of a callback decide whether it is forwarded, refused or left to the caller.

import type { CallbackRequest } from "junction-credentials/callback";
import { expect, test } from "vitest";
import {
  connect,
  get,
  google,
  one,
  outcome,
  productionEu,
  productionUs,
  providers,
  sandboxEu,
  sandboxUs,
  several,
  tooLong,
  two,
  withState,
} from "./callback-requests.js";
import { baseOf, bases, isSameScope, linkToken, otherStates, scopes, tokenOf } from "./callback-tokens.js";

// One scope

for (const [description, state] of Object.entries(otherStates)) {
  test(`with one scope, ${description} is forwarded to it`, () => {
    const query = withState(state);

    expect(outcome({ scopes: [sandboxEu], providers }, google + query)).toBe(connect(sandboxEu, query));
  });
}

test("with one scope, a callback without a state or without a query is forwarded to it", () => {
  expect(outcome(one, `${google}?code=1`)).toBe(connect(productionUs, "?code=1"));
  expect(outcome(one, google)).toBe(connect(productionUs));
});

for (const configured of scopes) {
  for (const { env, region, url } of bases) {
    const isSame = isSameScope(configured, { env, region });
    const expected = isSame ? "is forwarded" : "is a 400";
    test(`with ${configured.env} in ${configured.region} alone, a link token for ${url} ${expected}`, () => {
      const query = withState(linkToken(url));

      const result = outcome({ scopes: [configured], providers }, google + query);

      expect(result).toBe(isSame ? connect(configured, query) : 400);
    });
  }
}

test("with one scope that is listed twice, every callback is forwarded to it", () => {
  const options = { scopes: [productionUs, { ...productionUs }], providers };

  expect(outcome(options, google)).toBe(connect(productionUs));
});

test("with one scope, states of it and of another are a 400", () => {
  const query = withState(linkToken(baseOf(productionUs)), linkToken(baseOf(sandboxUs)));

  expect(outcome(one, google + query)).toBe(400);
});

test("with one scope, a state of another beside one that cannot be read is a 400", () => {
  const query = withState("own", linkToken(baseOf(sandboxUs)));

  expect(outcome(one, google + query)).toBe(400);
});

test("with one scope, an audience that names it and another is a 400", () => {
  const query = withState(linkToken([baseOf(productionUs), baseOf(productionEu)]));

  expect(outcome(one, google + query)).toBe(400);
});

// Several scopes

for (const hosts of ["junction", "tryvital"] as const) {
  for (const { url, ...scope } of bases) {
    for (const [shape, aud] of Object.entries({
      "the text": url,
      "a list of": [url],
      "a list with other audiences and": ["https://example.com", 1, null, url],
    })) {
      test(`with several scopes and the hosts of ${hosts}, an audience that is ${shape} ${url} decides`, () => {
        const query = withState(linkToken(aud));

        expect(outcome({ ...several, hosts }, google + query)).toBe(connect(scope, query, hosts));
      });
    }
  }
}

for (const [description, state] of Object.entries(otherStates)) {
  test(`with several scopes, ${description} is a 400`, () => {
    expect(outcome(several, google + withState(state))).toBe(400);
  });
}

test("with several scopes, a callback without a state is a 400", () => {
  expect(outcome(several, `${google}?code=1`)).toBe(400);
  expect(outcome(several, google)).toBe(400);
});

for (const parameter of ["State", "state[]", "states", "xstate", "link_token"]) {
  test(`with several scopes, a link token in ${parameter} decides nothing`, () => {
    expect(outcome(several, `${google}?${parameter}=${linkToken(baseOf(sandboxUs))}`)).toBe(400);
  });
}

test("with several scopes, an audience of two of them is a 400", () => {
  const query = withState(linkToken([baseOf(productionUs), baseOf(sandboxUs)]));

  expect(outcome(several, google + query)).toBe(400);
});

test("with several scopes, states of two of them are a 400, in either order", () => {
  const [first, second] = [linkToken(baseOf(productionUs)), linkToken(baseOf(sandboxUs))];

  expect(outcome(several, google + withState(first, second))).toBe(400);
  expect(outcome(several, google + withState(second, first))).toBe(400);
});

test("with several scopes, states and audiences that name one of them repeatedly decide", () => {
  const both = [baseOf(sandboxEu), baseOf(sandboxEu, "tryvital")];
  const query = withState(linkToken(both), linkToken(both[1]), linkToken(both[0]));

  expect(outcome(several, google + query)).toBe(connect(sandboxEu, query));
});

test("with several scopes, a state that cannot be read beside one that can changes nothing", () => {
  const query = withState("own", linkToken(baseOf(sandboxEu)), "");

  expect(outcome(several, google + query)).toBe(connect(sandboxEu, query));
});

test("with several scopes, a link token for a scope that is not configured is a 400", () => {
  expect(outcome(two, google + withState(linkToken(baseOf(productionEu))))).toBe(400);
  expect(outcome(two, google + withState(linkToken([baseOf(productionUs), baseOf(productionEu)])))).toBe(400);
});

for (const [description, aud] of Object.entries({
  "with a trailing slash": `${baseOf(productionUs)}/`,
  "without a path": "https://api.us.junction.com",
  "with another path": "https://api.us.junction.com/v2/links",
  "with another version": "https://api.us.junction.com/v3/link",
  "in upper case": baseOf(productionUs).toUpperCase(),
  "with the default port": "https://api.us.junction.com:443/v2/link",
  "without TLS": "http://api.us.junction.com/v2/link",
  "with a space before": ` ${baseOf(productionUs)}`,
  "of a region that does not exist": "https://api.ap.junction.com/v2/link",
})) {
  test(`an audience ${description} is not one of Junction's`, () => {
    expect(outcome(several, google + withState(linkToken(aud)))).toBe(400);
  });
}

for (const [description, state] of Object.entries({
  "whose header and signature mean nothing": `x.${linkToken(baseOf(sandboxUs)).split(".")[1]}.!`,
  "whose header and signature are empty": `.${linkToken(baseOf(sandboxUs)).split(".")[1]}.`,
  "with characters beyond ASCII": tokenOf(JSON.stringify({ name: "Jürgen €", aud: baseOf(sandboxUs) })),
  "whose encoding has minus signs and underscores": tokenOf(
    `{"a":"~~~???>>>ÿ","aud":"${baseOf(sandboxUs)}"}`,
  ),
  "with an audience twice, of which the last counts": tokenOf(
    `{"aud":"${baseOf(productionUs)}","aud":"${baseOf(sandboxUs)}"}`,
  ),
})) {
  test(`a link token ${description} is read`, () => {
    const query = `?state=${state}`;

    expect(outcome(several, google + query)).toBe(connect(sandboxUs, query));
  });
}

test("a link token of any length modulo three bytes is read", () => {
  for (const padding of ["", "a", "ab", "abc"]) {
    const query = withState(tokenOf(JSON.stringify({ padding, aud: baseOf(sandboxUs) })));
    expect(outcome(several, google + query)).toBe(connect(sandboxUs, query));
  }
});

// Own audiences

test("an audience of one's own decides, and the target remains Junction's", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken("https://new.example/v2/link"));

  expect(outcome({ ...two, audiences }, google + query)).toBe(connect(sandboxUs, query));
  expect(outcome(two, google + query)).toBe(400);
});

test("an audience of one's own for a scope that is not configured is a 400", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken("https://new.example/v2/link"));

  expect(outcome({ ...one, audiences }, google + query)).toBe(400);
});

test("an audience of one's own beside one of Junction for another scope is a 400", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken(["https://new.example/v2/link", baseOf(productionUs)]));

  expect(outcome({ ...two, audiences }, google + query)).toBe(400);
});

test("Junction's audiences remain beside one's own", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken(baseOf(productionUs)));

  expect(outcome({ ...two, audiences }, google + query)).toBe(connect(productionUs, query));
});

for (const { url, ...scope } of bases) {
  test(`an audience of one's own cannot replace ${url}`, () => {
    const other = scope.env === "production" ? sandboxUs : productionUs;
    const query = withState(linkToken(url));

    expect(outcome({ ...several, audiences: { [url]: other } }, google + query)).toBe(connect(scope, query));
  });
}

test("an audience of one's own may be __proto__, and names of Object.prototype are none", () => {
  const audiences = JSON.parse('{"__proto__":{"env":"sandbox","region":"us"}}');
  const query = withState(linkToken("__proto__"));

  expect(outcome({ ...two, audiences }, google + query)).toBe(connect(sandboxUs, query));
  expect(outcome({ ...two, audiences }, google + withState(linkToken("constructor")))).toBe(400);
});

// Shared

for (const options of [one, several]) {
  const count = options === one ? "one scope" : "several scopes";
  for (const [description, state] of Object.entries(otherStates)) {
    test(`a shared callback of ${count} leaves ${description} to the caller`, () => {
      expect(outcome({ ...options, shared: true }, google + withState(state))).toBeNull();
    });
  }

  test(`a shared callback of ${count} leaves a request without a state to the caller`, () => {
    expect(outcome({ ...options, shared: true }, `${google}?code=1`)).toBeNull();
    expect(outcome({ ...options, shared: true }, google)).toBeNull();
    expect(outcome({ ...options, shared: true }, {})).toBeNull();
  });

  test(`a shared callback of ${count} forwards a link token`, () => {
    const query = withState(linkToken(baseOf(productionUs)));

    expect(outcome({ ...options, shared: true }, google + query)).toBe(connect(productionUs, query));
  });

  for (const [description, request] of Object.entries<CallbackRequest>({
    "a POST": { method: "POST", url: google },
    "another provider": get("/oauth/fitbit"),
    "the root": get("/"),
    "a POST to another path": { method: "POST", url: "/login?state=own" },
    "a query of more than 16 KiB": get(google + tooLong),
    "a fragment with a link token": get(`${google}#state=${linkToken(baseOf(productionUs))}`),
  })) {
    test(`a shared callback of ${count} leaves ${description} without a link token to the caller`, () => {
      expect(outcome({ ...options, shared: true }, request)).toBeNull();
    });
  }
}

test("a shared callback refuses a link token of a scope that is not configured", () => {
  for (const scope of [productionEu, sandboxEu]) {
    for (const hosts of ["junction", "tryvital"] as const) {
      const query = withState(linkToken(baseOf(scope, hosts)));
      expect(outcome({ ...one, shared: true }, google + query)).toBe(400);
      expect(outcome({ ...two, shared: true }, google + query)).toBe(400);
    }
  }
});

test("a shared callback refuses a link token with another method, provider or length", () => {
  const query = withState(linkToken(baseOf(productionUs)));
  const options = { ...one, shared: true };

  expect(outcome(options, { method: "POST", url: google + query })).toBe(405);
  expect(outcome(options, `/oauth/fitbit${query}`)).toBe(404);
  expect(outcome(options, `${google}${query}&${"a".repeat(16 * 1024)}`)).toBe(414);
});

test("a shared callback forwards one's own state beside a link token", () => {
  const query = withState("own", linkToken(baseOf(productionUs)));

  expect(outcome({ ...one, shared: true }, google + query)).toBe(connect(productionUs, query));
});

test("a shared callback forwards a link token with an audience of one's own", () => {
  const audiences = { "https://new.example/v2/link": sandboxUs };
  const query = withState(linkToken("https://new.example/v2/link"));

  expect(outcome({ ...two, shared: true, audiences }, google + query)).toBe(connect(sandboxUs, query));
  expect(outcome({ ...two, shared: true }, google + query)).toBeNull();
});

test("a callback that is not shared never returns null", () => {
  for (const shared of [false, undefined]) {
    expect(outcome({ ...one, shared }, `${google}?state=own`)).toBe(connect(productionUs, "?state=own"));
    expect(outcome({ ...several, shared }, `${google}?state=own`)).toBe(400);
  }
});
