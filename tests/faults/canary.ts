// A secret that can be found in texts and in the memory of the module.

import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { pause } from "./clock.js";
import { core } from "./core.js";

export interface Canary {
  /** The secret. It has the form of a management key. */
  readonly secret: string;
  /** The secret in the forms in which a response may repeat it, by their names. */
  readonly forms: Readonly<Record<string, string>>;
  /**
   * Returns where the secret, or a part of it, is in a text in one of these forms, as the text around it with the secret
   * removed.
   */
  inText(text: string): string[];
  /** Returns where the secret, or a part of it, is in the memory of the module. */
  inMemory(): string[];
}

/** Creates a secret that no other data in this process can contain by chance. */
export function canary(): Canary {
  // This number of bytes gives a secret whose base64 has padding.
  const song = randomBytes(25).toString("hex");
  const secret = `mg_${song}`;
  const base64 = Buffer.from(secret).toString("base64");
  // Searched in parts, because memory may be wiped in part.
  const parts = [song.slice(0, 16), song.slice(16, 32), song.slice(32)];
  const partsInTexts = [...parts, base64.slice(4, 24), base64.slice(24, 44), base64.slice(44, 64)];
  const hide = (text: string) => partsInTexts.reduce((text, part) => text.replaceAll(part, "<canary>"), text);
  const around = (text: string, index: number) =>
    JSON.stringify(hide(text.slice(Math.max(0, index - 80), index + 120)));

  return {
    secret,
    forms: {
      "as it is": secret,
      "with JSON's escapes": escaped(secret, "\\u00"),
      "percent-encoded": escaped(secret, "%"),
      "percent-encoded in upper case": escaped(secret, "%").toUpperCase(),
      "in base64": base64,
      "in base64 without padding": base64.replace(/=+$/, ""),
    },
    inText: (text) =>
      [text, unescaped(text)].flatMap((text) => {
        const index = partsInTexts.map((part) => text.indexOf(part)).find((index) => index >= 0);
        return index === undefined ? [] : [around(text, index)];
      }),
    inMemory: () => {
      const memory = Buffer.from(core().memory.buffer);
      return parts.flatMap((part) =>
        (["utf8", "utf16le"] as const).flatMap((encoding) => {
          const index = memory.indexOf(part, 0, encoding);
          if (index < 0) return [];
          const surroundings = memory.toString("latin1", Math.max(0, index - 80), index + 120);
          return [`${encoding} at ${index}: ${JSON.stringify(hide(surroundings))}`];
        }),
      );
    },
  };
}

function escaped(text: string, prefix: string): string {
  return [...Buffer.from(text)].map((byte) => `${prefix}${byte.toString(16)}`).join("");
}

/** Decodes percent-encoding, and JSON's escapes of ASCII with any number of backslashes. */
function unescaped(text: string): string {
  return text.replace(/(?:%|\\+u00)([0-9a-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Returns every text of a value: its output, its properties, and those of its prototypes. */
export function textsOf(value: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const attempt = (write: () => string | undefined): void => {
    try {
      texts.push(write() ?? "");
    } catch (error) {
      // The error may contain the secret, too.
      texts.push(String(error));
    }
  };
  const visit = (value: unknown): void => {
    attempt(() => String(value));
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
    if (seen.has(value)) return;
    seen.add(value);
    attempt(() => JSON.stringify(value));
    for (let owner: object | null = value; owner !== null; owner = Object.getPrototypeOf(owner)) {
      for (const key of Reflect.ownKeys(owner)) {
        texts.push(String(key));
        attempt(() => {
          visit(Reflect.get(owner as object, key, value));
          return undefined;
        });
      }
    }
  };
  visit(value);
  const everything = {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
    maxArrayLength: null,
  };
  attempt(() => inspect(value, everything));
  attempt(() => inspect(value));
  return texts.join("\n");
}

/** Returns everything that is written to the console, to stdout and to stderr while a function runs. */
export async function printedBy(run: () => Promise<void>): Promise<string> {
  const printed: string[] = [];
  const restore: (() => void)[] = [];
  const tap = (owner: object, name: string): void => {
    const original = Reflect.get(owner, name);
    if (typeof original !== "function") return;
    restore.push(() => Reflect.set(owner, name, original));
    Reflect.set(owner, name, (...args: unknown[]) => {
      printed.push(...args.map((arg) => (typeof arg === "string" ? arg : textsOf(arg))));
      return true;
    });
  };
  const warn = (warning: Error) => printed.push(textsOf(warning));

  for (const name of Object.keys(console)) tap(console, name);
  tap(process.stdout, "write");
  tap(process.stderr, "write");
  process.on("warning", warn);
  try {
    await run();
    await pause(0);
  } finally {
    process.off("warning", warn);
    for (const undo of restore) undo();
  }
  return printed.join("\n");
}

/** Runs garbage collection, including the callbacks that follow it. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let count = 0; count < 3; count += 1) {
    collect();
    await pause(10);
  }
}
