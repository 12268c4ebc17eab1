/** The ways in which a request to Junction fails, and what a person reads then. */

import { type FakeManagementApi, fakeManagementApi } from "junction-credentials/testing";
import type { Step } from "../cli/server.js";
import { north, teams } from "../plan/world.js";

/** One way. */
export interface Fault {
  readonly name: string;
  /** Takes the place of the response. */
  readonly answer: () => Response;
  /** What happened. */
  readonly happened: RegExp;
  /** What to do next. */
  readonly next: RegExp;
  /** What would lead astray. */
  readonly astray?: RegExp;
  /** Whether a change may have been made all the same. */
  readonly isLost?: boolean;
}

const detail = (status: number, text: string, headers: { [name: string]: string } = {}) =>
  Response.json({ detail: text }, { status, headers });

/** A body that ends early. */
const cut = () =>
  new Response('{"credentials": [{"id": "', { headers: { "content-type": "application/json" } });

export const faults: readonly Fault[] = [
  {
    name: "too many requests",
    answer: () => detail(429, "slow down", { "retry-after": "120" }),
    happened: /Junction received too many requests\./,
    next: /Try again in 2 minutes\./,
  },
  {
    name: "a key that Junction does not know",
    answer: () => detail(401, "invalid key"),
    happened: /key of the server.*invalid key/i,
    next: /start the server again|restart|JUNCTION_MANAGEMENT_KEY/,
    astray: /proxy|network/,
  },
  {
    name: "a key that may not do this",
    answer: () => detail(403, "this key is read-only"),
    happened: /key of the server.*this key is read-only/i,
    next: /start the server again|restart|JUNCTION_MANAGEMENT_KEY/,
    astray: /proxy|network/,
  },
  {
    name: "an unknown organisation",
    answer: () => detail(404, "organisation not found"),
    happened: /Organisation not found\./,
    next: /Check the organisation id of the server\./,
  },
  {
    name: "an error of the server",
    answer: () => detail(500, "the database is read-only"),
    happened: /The database is read-only\./,
    next: /Try again in a minute\./,
    isLost: true,
  },
  {
    name: "a gateway without a server",
    answer: () =>
      new Response("<h1>Bad Gateway</h1>", { status: 502, headers: { "content-type": "text/html" } }),
    happened: /Junction could not be reached\.|Junction responded with 502\./,
    next: /try again/i,
    astray: /\bkey\b/,
    isLost: true,
  },
  {
    name: "a gateway that waited in vain",
    answer: () => detail(504, "upstream timed out"),
    happened: /Junction did not respond to the server in time\./,
    next: /Try again in a minute\./,
    isLost: true,
  },
  {
    name: "a response that is cut off",
    answer: cut,
    happened: /unexpected response/,
    next: /A newer version of junction-credentials may know this response\./,
    astray: /proxy|network|\bkey\b/,
    isLost: true,
  },
  {
    name: "a connection that breaks off",
    answer: () => {
      throw new Error("the connection is closed");
    },
    happened: /no response from Junction/,
    next: /Check the network/,
    astray: /proxy|\bkey\b/,
    isLost: true,
  },
];

/** Replaces the responses to some requests. */
export interface Failing {
  readonly before: Step;
  /** Lets the API respond from now on. */
  mend(): void;
}

/** Makes the requests fail whose method and path match, until it is mended. */
export function failing(which: RegExp, answer: () => unknown): Failing {
  let isFailing = true;
  const mend = () => {
    isFailing = false;
  };
  return { before: (request) => (isFailing && which.test(request) ? answer() : undefined), mend };
}

/** An organisation with a credential of Clinic North in each environment and region. */
export function inEveryScope(pageSize = 50): FakeManagementApi {
  const api = fakeManagementApi({ teams, pageSize });
  for (const env of ["production", "sandbox"] as const) {
    for (const region of ["us", "eu"] as const) {
      api.scope(env, region).set({ team_id: north, provider: "strava", client_id: "1", client_secret: "2" });
    }
  }
  return api;
}
