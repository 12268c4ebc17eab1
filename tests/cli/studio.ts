/** Runs the studio from the packed tarball, and sends requests to it as its page, and as others, would. */

import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request as send } from "node:http";
import { dirname, join } from "node:path";
import { type Fetch, JunctionManagement } from "junction-credentials";
import { main, type Running, type RunOptions, start } from "./harness.js";
import { closing } from "./server.js";

/** A response. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body, which is JSON. */
  json(): unknown;
}

/** A request. */
export interface Sent {
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
}

/** A studio that runs. */
export interface OpenStudio extends Running {
  /** What it printed on stdout. */
  readonly printed: string;
  readonly origin: string;
  readonly port: number;
  readonly token: string;
  /** Sends a request without a token. The path is sent as it is. */
  send(path: string, sent?: Sent): Promise<Answer>;
  /** Sends a request with the token. */
  call(path: string, sent?: Sent): Promise<Answer>;
  /** The client that the page has. */
  readonly junction: JunctionManagement;
}

/** Starts the studio, and waits until it has printed its address. */
export async function openStudio(
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<OpenStudio> {
  const running = start(["studio", "--no-open", ...args], options);
  const { child, ended } = running;
  closing.push(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const printed = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (more) => {
      text += more;
      if (text.includes("#token=") && text.endsWith("\n")) resolve(text);
    });
    ended.then(({ status, stderr }) => reject(new Error(`the studio ended with ${status}: ${stderr}`)));
  });
  return { ...running, printed, ...visitorOf(addressIn(printed)) };
}

/** The address that the studio has printed. */
export function addressIn(printed: string): string {
  return /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(printed)?.[0] ?? "";
}

/** Returns who opens an address. */
export function visitorOf(address: string): Omit<OpenStudio, "child" | "ended" | "printed"> {
  const { origin, port, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get("token") ?? "";
  const own = { "x-studio-token": token, origin };
  const visitor = {
    send: (path: string, sent: Sent = {}) => answered(Number(port), path, sent),
    call: (path: string, sent: Sent = {}) =>
      answered(Number(port), path, { ...sent, headers: { ...own, ...sent.headers } }),
  };
  const fetch: Fetch = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const {
      status,
      text,
      headers: received,
    } = await visitor.call(pathname + search, {
      method: method ?? "GET",
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === "string" && { body }),
    });
    return new Response(text, { status, headers: { "content-type": `${received["content-type"]}` } });
  };
  const junction = new JunctionManagement({ baseUrl: `${origin}/api/junction`, fetch });
  return { origin, port: Number(port), token, ...visitor, junction };
}

/** `fetch` would set some headers itself, and would shorten paths. */
function answered(port: number, path: string, { method = "GET", headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send({ host: "127.0.0.1", port, path, method, headers: { ...headers }, agent: false });
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (more) => {
        text += more;
      });
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers: received } = response;
        resolve({ status, headers: received, text, json: () => JSON.parse(text) });
      });
    });
    request.end(body);
  });
}

/** The folder of the page in the installed package. */
const pageFolder = () => join(dirname(main()), "../studio");

const standIn: { readonly [path: string]: string } = {
  "index.html": "<!doctype html><title>Stand-in</title>",
  "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "assets/index-B1c2D3e4.js": "export const page = 1;",
  "assets/index-F5a6B7c8.css": "body { margin: 0 }",
  "assets/client-A1b2C3d4.wasm": "\0asm",
};

/** Puts a small page in the place of that of the installed package, which has tests of its own. */
export function installStandIn(): void {
  rmSync(pageFolder(), { recursive: true, force: true });
  for (const [path, content] of Object.entries(standIn)) {
    mkdirSync(dirname(join(pageFolder(), path)), { recursive: true });
    writeFileSync(join(pageFolder(), path), content);
  }
  symlinkSync(main(), join(pageFolder(), "assets/link-A1b2C3d4.js"));
}

/** Takes the page away until the test has ended. */
export function removePage(): void {
  const aside = `${pageFolder()}-aside`;
  renameSync(pageFolder(), aside);
  closing.push(() => {
    cpSync(aside, pageFolder(), { recursive: true, verbatimSymlinks: true });
    rmSync(aside, { recursive: true });
  });
}
