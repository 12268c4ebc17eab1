/** Reads the JSON of a request, up to a limit. */

import { invalid, issue, Refused, refusal } from "./answers.js";

const mostBytes = 64 * 1024;

/** @throws {Refused} For a body that is no JSON object, has another type, or is longer than 64 KiB. */
export async function objectIn(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Refused(refusal(415, "expected `content-type: application/json`"));
  }
  const value = parsed(await bytesOf(request));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new Refused(invalid([issue(["body"], "expected a JSON object")]));
}

function parsed(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

async function bytesOf(request: Request): Promise<ArrayBuffer> {
  if (Number(request.headers.get("content-length")) > mostBytes) throw tooLong();
  if (request.bodyUsed) throw new Refused(refusal(500, "the body was read before it reached the proxy"));
  const reader = request.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let length = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
    if (length > mostBytes) {
      await reader.cancel();
      throw tooLong();
    }
  }
  return new Blob(chunks).arrayBuffer();
}

/** A server would wait for the rest of the body before it reads the next request of the connection. */
const tooLong = () => new Refused(refusal(413, "expected a body of at most 64 KiB", { connection: "close" }));
