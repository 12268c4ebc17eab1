/** Decides which requests to this machine are from the page of the studio. */

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Answer, detailed } from "./answer.js";

/** The header that has the token. A cookie would also be sent to the other ports of this machine. */
export const tokenHeader = "x-studio-token";

/** Returns a token that cannot be guessed. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** The hosts, the origins and the token of one server. */
export class Admission {
  /** The origins of the page. */
  readonly origins: readonly string[];
  readonly #hosts: ReadonlySet<string>;
  readonly #tokenDigest: Buffer;

  constructor(port: number, token: string) {
    const urls = ["127.0.0.1", "localhost"].map((name) => new URL(`http://${name}:${port}`));
    this.origins = urls.map(({ origin }) => origin);
    // Without the default port, as browsers send it.
    this.#hosts = new Set(urls.map(({ host }) => host));
    this.#tokenDigest = digest(token);
  }

  /**
   * Returns the refusal of a request for another host. Another site can make a name of its own point to this machine, and
   * its page would then be of the same origin (DNS rebinding).
   */
  refusalOfHost({ headers }: IncomingMessage): Answer | undefined {
    if (this.#hosts.has(headers.host ?? "")) return undefined;
    return detailed(421, "the studio is only served as 127.0.0.1 and localhost");
  }

  /** Returns the refusal of a request to the API that is not from the page, or has no valid token. */
  refusalOfCall({ headers }: IncomingMessage): Answer | undefined {
    const { origin, "sec-fetch-site": site = "same-origin" } = headers;
    const isOwn = origin === undefined || this.origins.includes(origin);
    if (!isOwn || site !== "same-origin")
      return detailed(403, "the studio refuses a request from another origin");
    const token = headers[tokenHeader];
    if (typeof token === "string" && timingSafeEqual(digest(token), this.#tokenDigest)) return undefined;
    return detailed(
      401,
      "the token of this page is missing or not that of the running studio; open the address that it printed",
    );
  }
}

/** Digests have the same length, which a comparison in constant time needs. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
