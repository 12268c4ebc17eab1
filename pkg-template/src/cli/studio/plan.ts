/** The plan that the page shows: made anew for each request, and never applied. */

import { isJunctionError, type JunctionManagement } from "junction-credentials";
import { plan } from "junction-credentials/plan";
import { findConfig } from "../config-file.js";
import { errorText } from "../error-text.js";
import { UsageError } from "../exit.js";
import { projectOf } from "../planning.js";
import { type Answer, detailed } from "./answer.js";

/** The plan of the config that is in the working folder or above it, or of the demo's. */
export class StudioPlan {
  readonly #junction: JunctionManagement;
  readonly #demo: boolean;

  constructor(junction: JunctionManagement, demo: boolean) {
    this.#junction = junction;
    this.#demo = demo;
  }

  /** Whether there is a config. */
  get isThere(): boolean {
    if (this.#demo) return true;
    try {
      return findConfig() !== undefined;
    } catch {
      // There are several, which the plan says.
      return true;
    }
  }

  /** Returns the plan, or what is wrong. */
  async answer(signal: AbortSignal): Promise<Answer> {
    if (!this.isThere) {
      return detailed(404, "no config was found where the studio was started; `pull --out` writes one");
    }
    try {
      const { config, resolve, store } = await projectOf({ demo: this.#demo, color: false });
      const lock = await store.read();
      return { status: 200, body: await plan(this.#junction, config, { lock, resolve, signal }) };
    } catch (error) {
      return failureOf(error);
    }
  }
}

function failureOf(error: unknown): Answer {
  const text = errorText(error, process.env);
  if (error instanceof UsageError) return detailed(422, text);
  if (!isJunctionError(error)) return detailed(500, text);
  switch (error.kind) {
    case "request":
    case "team_not_found":
    case "ambiguous_team":
      return detailed(422, text);
    case "timeout":
      return detailed(504, text);
    case "api": {
      // A 401 is that of the studio, whose token is missing. Junction's is about the key.
      if (error.status !== 429 && error.status < 500) return detailed(502, text);
      const { retryAfterMs } = error;
      const wait =
        retryAfterMs === undefined ? undefined : { "retry-after": `${Math.ceil(retryAfterMs / 1000)}` };
      return detailed(error.status, text, wait);
    }
    case "network":
    case "response":
    case "pagination":
    case "partial":
      return detailed(502, text);
    default:
      return detailed(500, text);
  }
}
