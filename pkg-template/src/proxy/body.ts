/** Reads the JSON of a request, up to a limit. */

import { invalid, issue, Refused, refusal } from "./answers.js";

const mostBytes = 64 * 1024;

/** @throws {Refused} For a body that is no JSON object, has another type, or is longer than 64 KiB. */
export async function objectIn(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Refused(refusal(415, "expected `content-type: application/json`"));
  }
  const value = parsed(await textOf(request));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new Refused(invalid([issue(["body"], "expected a JSON object")]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function textOf(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length")) > mostBytes) throw tooLong();
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw tooLong();
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

const tooLong = () => new Refused(refusal(413, "expected a body of at most 64 KiB"));
