// The pages to decode. They are the same on every run, and have all sources and all shapes of details.

import { sampleCredentials } from "junction-credentials/testing";

const bytes = (text) => new TextEncoder().encode(text);
const cursor = "eyJjcmVhdGVkX2F0IjoiMjAyNi0wMS0wNSIsImlkIjoiNmYxYzJhNGUifQ==";

/** A page in ASCII, as most pages are: a single other character changes how engines store the whole text. */
const page = (count) => ({ credentials: inAscii(sampleCredentials(count)), next_cursor: cursor });

/** Returns a page as servers send it. */
export const compact = (count) => bytes(JSON.stringify(page(count)));

/** Returns the same page with line breaks and an indentation of two spaces. */
export const pretty = (count) => bytes(JSON.stringify(page(count), null, 2));

/** Returns the same page with names and addresses in other scripts. */
export function nonAscii(count) {
  const { credentials, next_cursor } = page(count);
  const named = credentials.map((credential) => ({
    ...credential,
    client_id: `Müller’s Praxis № ${credential.client_id}`,
    app_url: `https://東京.example/アプリ/${credential.id}`,
    redirect_url_override: "https://приложение.example/обратно",
  }));
  return bytes(JSON.stringify({ credentials: named, next_cursor }));
}

/** Returns the pages that every contender decodes, by the name of their column. */
export function pagesByName({ isQuick }) {
  const counts = isQuick ? [1, 10, 100] : [1, 10, 100, 1000, 10_000];
  return {
    ...Object.fromEntries(counts.map((count) => [String(count), compact(count)])),
    "pretty 100": pretty(100),
    "non-ASCII 100": nonAscii(100),
  };
}

function inAscii(value) {
  const text = JSON.stringify(value).normalize("NFD");
  return JSON.parse(text.replaceAll("’", "'").replace(/[\u0080-\uffff]/g, ""));
}
