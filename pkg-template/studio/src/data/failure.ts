/** Explains errors: what happened, and what to do next. */

import { type ApiError, isJunctionError } from "junction-credentials";
import { ServerError } from "./server.ts";

/** An error in words. */
export interface Failure {
  readonly title: string;
  readonly next: string;
}

const stopped: Failure = {
  title: "The server of this page does not respond.",
  next: "Check that `npx junction-credentials studio` still runs in its terminal, then try again.",
};

const ended: Failure = {
  title: "The server no longer accepts the token of this tab.",
  next: "Open the URL that the server printed when it was started last.",
};

const newer = "A newer version of junction-credentials may know this response.";

/** Whether an error says that the session has ended. The page then says so once, above all views. */
export function isOfSession(error: unknown): boolean {
  if (error instanceof ServerError) return error.status === 401;
  return isJunctionError(error) && error.kind === "api" && error.status === 401;
}

/** Whether the response of a change was lost, so that it is not known whether the change was made. */
export function isLost(error: unknown): boolean {
  if (!isJunctionError(error)) return false;
  if (error.kind === "api") return error.status >= 500 && !isOfKey(error);
  return error.kind === "network" || error.kind === "timeout" || error.kind === "response";
}

/** Whether Junction has refused the key of the server. The proxy reports this as a 502, because the page has no key. */
const isOfKey = ({ status, detail = "" }: ApiError): boolean =>
  status === 502 && /^Junction responded with 40[13] to the management key/.test(detail);

/** Explains an error. Errors of this package contain no secret; others are not quoted. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ServerError) {
    if (error.status === undefined) return stopped;
    if (error.status === 401) return ended;
    return { title: sentence(error.message), next: "Correct the problem, then try again." };
  }
  if (!isJunctionError(error)) {
    return {
      title: "This page has failed.",
      next: "Reload it. If that does not help, report a bug of junction-credentials.",
    };
  }
  switch (error.kind) {
    case "network":
      return stopped;
    case "timeout":
      // The server reports it before if it is Junction that does not respond.
      return stopped;
    case "api":
      return ofStatus(error);
    case "response":
    case "pagination":
      return { title: sentence(error.message), next: newer };
    default:
      return { title: sentence(error.message), next: "Correct the values, then try again." };
  }
}

function ofStatus(error: ApiError): Failure {
  const { status, issues, retryAfterMs } = error;
  const reason = reasonOf(error);
  if (status === 401) return ended;
  if (status === 429) {
    const wait = retryAfterMs === undefined ? "a minute" : duration(retryAfterMs);
    return { title: "Junction received too many requests.", next: `Try again in ${wait}.` };
  }
  if (status === 403)
    return {
      title: reason ?? "The server does not allow this.",
      next: "Ask the person who runs the server.",
    };
  if (status === 404)
    return {
      title: reason ?? "There is no such thing at Junction.",
      next: "Check the organisation id of the server.",
    };
  if (status === 422)
    return {
      title: reason ?? "Junction did not accept the values.",
      next:
        issues.length > 0 && issues.every(({ loc }) => loc[0] !== "body")
          ? "A newer version of junction-credentials may make a request that Junction accepts."
          : "Correct the values, then try again.",
    };
  if (status === 502) return { title: reason ?? "Junction could not be reached.", next: afterGateway(error) };
  if (status === 504)
    return { title: "Junction did not respond to the server in time.", next: "Try again in a minute." };
  return { title: reason ?? `Junction responded with ${status}.`, next: "Try again in a minute." };
}

/** What to do after a 502, with which the proxy reports everything that went wrong between the server and Junction. */
function afterGateway(error: ApiError): string {
  if (isOfKey(error)) return "Start the server again with another key in `JUNCTION_MANAGEMENT_KEY`.";
  return error.detail?.includes("unexpected response") ? newer : "Check the network, then try again.";
}

/** What the response says. To the person at the page, the proxy is a part of the server. */
function reasonOf({ detail, issues }: ApiError): string | undefined {
  const text = detail ?? issues.map(({ loc, msg }) => `${loc.join(".")}: ${msg}`).join("; ");
  return text ? sentence(text.replace(/\bthe proxy\b/g, "the server")) : undefined;
}

/** A duration in words. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120
    ? `${seconds} ${seconds === 1 ? "second" : "seconds"}`
    : `${Math.ceil(seconds / 60)} minutes`;
}

/** Messages of errors begin in lower case and have no full stop. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
