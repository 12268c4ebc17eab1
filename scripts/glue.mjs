// Takes out of wasm-bindgen's glue what does nothing here, and fails the build when it is not as it is known here.

import { Failure } from "./step.mjs";

const start = `
let wasm;

export { __wbg_get_imports as imports };

/** Works with an instance from now on. */
export function start(instance) {
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
`;

const startDeclaration = `/** What the module is instantiated with. */
export function imports(): object;

/** Works with an instance from now on. */
export function start(instance: object): void;
`;

const caught = `function handleError(f) {
    return (...args) => {
        try {
            return f(...args);
        } catch (e) {
            wasm.__wbindgen_exn_store(addToExternrefTable0(e));
        }
    };
}
`;

/** What stands in the glue, once unless it says otherwise, and what does as well in its place. */
const changes = [
  {
    what: "the loading of the module, which src/module/load.ts does",
    pattern: /^let wasmModule, wasmInstance, wasm;\n[\s\S]*$/gm,
    instead: start,
  },
  {
    what: "enumerations as objects, which no bundler takes apart",
    often: true,
    pattern: /^\/\*\*\n(?: \*.*\n)+export const \w+ = Object\.freeze\(\{\n[\s\S]*?^\}\);\n/gm,
    instead: "",
  },
  {
    what: "a second name of `free`, which only the class that callers see needs",
    often: true,
    pattern: /^if \(Symbol\.dispose\) \w+\.prototype\[Symbol\.dispose\] = \w+\.prototype\.free;\n/gm,
    instead: "",
  },
  {
    what: "a second way to hand over a string, which spares a copy of short ones",
    pattern: /^ {4}if \(realloc === undefined\) \{\n([\s\S]*?)^ {4}\}\n[\s\S]*?^\}\n/gm,
    instead: "$1}\n",
  },
  {
    what: "what runtimes lack that are older than the instructions of the module",
    pattern: /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[\s\S]*?^\}\n/gm,
    instead: "",
  },
  {
    what: "a count of decoded text, for Safari: 2 GB of it in one page are millions of requests",
    pattern: /^const MAX_SAFARI_DECODE_BYTES = .*\nlet numBytesDecoded = 0;\n/gm,
    instead: "",
  },
  {
    what: "the new decoder of every 2 GB",
    pattern: /^ {4}numBytesDecoded \+= len;\n[\s\S]*?^ {4}\}\n/gm,
    instead: "",
  },
  {
    what: "a decoder that is created at import, which fails where there is no TextDecoder",
    pattern:
      /^let cachedTextDecoder = (.*;\n)(cachedTextDecoder\.decode\(\);\n)(function decodeText\(.*\{\n)/gm,
    instead:
      "let cachedTextDecoder;\n$3    if (!cachedTextDecoder) {\n        cachedTextDecoder = $1        $2    }\n",
  },
  {
    what: "an encoder that is created at import, which fails where there is no TextEncoder",
    pattern: /^const cachedTextEncoder = new TextEncoder\(\);\n/gm,
    instead: "let cachedTextEncoder;\n",
  },
  {
    what: "the use of that encoder",
    pattern: /\bcachedTextEncoder\.encode\(/g,
    instead: "(cachedTextEncoder ??= new TextEncoder()).encode(",
  },
  {
    what: "a check for memory that is resized in place, which it is not here",
    pattern: /cachedDataViewMemory0 === null \|\| .* !== wasm\.memory\.buffer\)/g,
    instead: "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
  },
  {
    what: "arithmetic that changes nothing",
    pattern: / \+ 4 \* 0\b| \* 1\b| \/ 1\b/g,
    often: true,
    instead: "",
  },
  {
    what: "functions that hand their arguments on to others",
    pattern:
      /\bfunction\(\) \{ return handleError\(function \((.*)\) \{\n([\s\S]*?)^ {8}\}, arguments\); \},$/gm,
    often: true,
    instead: "handleError(($1) => {\n$2        }),",
  },
  {
    what: "the catching of what those functions throw",
    pattern: /^function handleError\(f, args\) \{\n[\s\S]*?^\}\n/gm,
    instead: caught,
  },
  {
    what: "functions that have no need of a `this`",
    pattern: /(?<=^ {8}\w+: )function\((.*)\) \{$/gm,
    often: true,
    instead: "($1) => {",
  },
];

/** The glue without its loading, and without what nothing uses. */
export function portableGlue(source) {
  return changes.reduce((glue, { what, pattern, often = false, instead }) => {
    const found = glue.match(pattern)?.length ?? 0;
    if (often ? found === 0 : found !== 1) {
      throw new Failure(`the glue is not as it is known here: it has ${what}, ${found} times`);
    }
    return glue.replace(pattern, instead);
  }, source);
}

const enums = /^export enum (\w+) \{\n([\s\S]*?)^\}\n/gm;

/** Each enumeration of the core as a module of constants: of those that are used, bundlers keep the numbers alone. */
export function enumerations(declarations) {
  return Array.from(declarations.matchAll(enums), ([, name, body]) => ({
    file: `${name.replace(/\B[A-Z]/g, "-$&").toLowerCase()}s`,
    values: Array.from(body.matchAll(/(\w+) = (\d+),/g), ([, value, number]) => `${value} = ${number}`),
  }));
}

/** The declarations without names that a project may lack: those of the DOM, and `Symbol.dispose`. */
export function portableDeclarations(source) {
  const dom = source.indexOf("export type InitInput =");
  if (dom < 0) throw new Failure("the glue declares no InitInput, which used to begin its DOM part");
  const kept = source.slice(0, dom);
  const disposal = "    [Symbol.dispose](): void;\n";
  if (!kept.includes(disposal)) throw new Failure("the glue declares no [Symbol.dispose] as it used to");
  const numbers = (body) => body.match(/\d+(?=,)/g).join(" | ");
  return (
    kept
      .replaceAll(disposal, "")
      .replace(enums, (_, name, body) => `export type ${name} = ${numbers(body)};\n`) + startDeclaration
  );
}
