// Removes parts of wasm-bindgen's glue: from that of the client all unused ones, from that of the comparison its loader.
// Fails if the glue differs from what this file expects.

import { Failure } from "./step.mjs";

const start = `
let wasm;

export { __wbg_get_imports as imports };

/** Uses an instance from now on. */
export function start(instance) {
    wasm = instance.exports;
}
`;

const startDeclaration = `/** Returns the imports for an instance of the module. */
export function imports(): object;

/** Uses an instance from now on. */
export function start(instance: object): void;
`;

const text = `import { decoded, encoded } from "../utf8.js";

function getStringFromWasm0(ptr, len) {
    ptr >>>= 0;
    return decoded(memory().subarray(ptr, ptr + len));
}
`;

// Most strings are short, and for short ones a loop is faster than an encoder.
const handedOver = `let bytes, view;

function memory() {
    // It is empty once the memory has grown.
    if (!bytes?.length) {
        bytes = new Uint8Array(wasm.memory.buffer);
        view = new DataView(wasm.memory.buffer);
    }
    return bytes;
}

function passArray8ToWasm0(arg) {
    const ptr = wasm.__wbindgen_malloc(arg.length, 1) >>> 0;
    memory().set(arg, ptr);
    WASM_VECTOR_LEN = arg.length;
    return ptr;
}

function passStringToWasm0(arg) {
    if (arg.length > 200 || !/^[ -~]*$/.test(arg)) return passArray8ToWasm0(encoded(arg));
    const ptr = wasm.__wbindgen_malloc(arg.length, 1) >>> 0;
    memory();
    for (let at = 0; at < arg.length; at++) bytes[ptr + at] = arg.charCodeAt(at);
    WASM_VECTOR_LEN = arg.length;
    return ptr;
}

function giveBack(at, ptr) {
    memory();
    view.setInt32(at + 4, WASM_VECTOR_LEN, true);
    view.setInt32(at, ptr, true);
}
`;

/** Replaces names in the line after their declarations, if it has each of them once. The order of evaluation stays. */
function inlined(declarationsAndLine, declarations, line) {
  let code = line;
  for (const [, name, value] of [...declarations.matchAll(/^ *const (\w+) = (.*);$/gm)].reverse()) {
    const used = new RegExp(`\\b${name}\\b`, "g");
    if (code.match(used)?.length !== 1) return declarationsAndLine;
    code = code.replace(used, () => value);
  }
  return code;
}

/** What both modules do without. Each part must occur once, or at least once if `often` is true. */
const changesOfBoth = [
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
];

/** What the module of the client does without, or has in a shorter form. */
const changesOfClient = [
  {
    what: "a second name of `free`, which only the class that callers see needs",
    often: true,
    pattern: /^if \(Symbol\.dispose\) \w+\.prototype\[Symbol\.dispose\] = \w+\.prototype\.free;\n/gm,
    instead: "",
  },
  {
    what: "a step of `free` that other methods could share",
    often: true,
    pattern: /^ {4}__destroy_into_raw\(\) \{\n([\s\S]*?)^ {8}return ptr;\n {4}\}\n {4}free\(\) \{\n.*\n/gm,
    instead: "    free() {\n$1",
  },
  {
    what: "the registry for calls, which are freed at their end",
    pattern: /^const PendingCallFinalization = [\s\S]*?;\n/gm,
    often: true,
    instead: "",
  },
  {
    what: "the entries in this registry",
    pattern: /^ *PendingCallFinalization\..*\n/gm,
    often: true,
    instead: "",
  },
  {
    what: "prototypes, which no import has the name of",
    pattern: /^ +__proto__: null,\n/gm,
    often: true,
    instead: "",
  },
  {
    what: "functions of the module that are handed to those that hand over text and bytes",
    pattern:
      /(?<=\bpass(?:String|Array8)ToWasm0\(\w+), wasm\.__wbindgen_malloc(?:, wasm\.__wbindgen_realloc)?\)/g,
    often: true,
    instead: ")",
  },
  {
    what: "text and bytes that are given back as an address and a length",
    pattern:
      /^ {12}(?:const|var) ptr1 = (.*);\n {12}(?:const|var) len1 = WASM_VECTOR_LEN;\n {12}getDataViewMemory0\(\)\.setInt32\(arg0 \+ 4 \* 1, len1, true\);\n {12}getDataViewMemory0\(\)\.setInt32\(arg0 \+ 4 \* 0, ptr1, true\);\n/gm,
    often: true,
    instead: "            giveBack(arg0, $1);\n",
  },
  {
    what: "a view of the memory that is kept, for numbers",
    pattern: /^let cachedDataViewMemory0 = null;\n[\s\S]*?^\}\n\n/gm,
    instead: "",
  },
  {
    what: "a view of the memory that is kept, for bytes",
    pattern: /^let cachedUint8ArrayMemory0 = null;\n[\s\S]*?^\}\n\n/gm,
    instead: "",
  },
  {
    what: "text that is read by way of that view",
    pattern: /^function getStringFromWasm0\(.*\n[\s\S]*?^\}\n/gm,
    instead: text,
  },
  {
    what: "a decoder of its own, with a count of decoded text, for Safari: 2 GB of it in one page are millions of requests",
    pattern: /^let cachedTextDecoder = [\s\S]*?^\}\n\n(?=const cachedTextEncoder)/gm,
    instead: "",
  },
  {
    what: "an encoder of its own, and what runtimes lack that are older than the instructions of the module",
    pattern:
      /^const cachedTextEncoder = .*\n\nif \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[\s\S]*?^\}\n\n/gm,
    instead: "",
  },
  {
    what: "the handing over of bytes and text, which spares a copy of short text",
    pattern:
      /^function passArray8ToWasm0\(.*\n[\s\S]*?^\}\n\nfunction passStringToWasm0\(.*\n[\s\S]*?^\}\n/gm,
    instead: handedOver,
  },
  {
    what: "names of values that the next line uses",
    pattern: /^((?: *const (?:ret|ptr\d|len\d) = .*;\n)+)(?! *const)(.*\n)/gm,
    often: true,
    instead: inlined,
  },
  {
    what: "unsigned readings of numbers, none of which reaches 2^31: milliseconds, bytes, attempts, places in arrays",
    pattern: /(?<=\b(?:arg\d|ret)) >>> 0\b/g,
    often: true,
    instead: "",
  },
  {
    what: "the throwing of errors about bugs of this package, which trap instead",
    pattern: /^ {8}__wbg___wbindgen_throw_\w+: function\(.*\) \{\n.*\n {8}\},\n/gm,
    instead: "",
  },
  {
    what: "functions that have no need of a `this`",
    pattern: /(?<=^ {8}\w+: )function\((.*)\) \{$/gm,
    often: true,
    instead: "($1) => {",
  },
  {
    what: "the words of enumerations",
    pattern: /^const (__wbindgen_enum_\w+) = (\[.*\]);$/gm,
    often: true,
    instead: asText,
  },
];

/** Lists words as one text, which is smaller. */
function asText(_, name, list) {
  return `const ${name} = ${JSON.stringify(JSON.parse(list).join(" "))}.split(" ");`;
}

/** Returns the glue of the client without its loader and without unused parts. */
export function clientGlue(source) {
  return changed(source, [...changesOfBoth, ...changesOfClient]);
}

/** Returns the glue of the comparison without its loader. */
export function comparisonGlue(source) {
  return changed(source, changesOfBoth);
}

function changed(source, changes) {
  return changes.reduce((glue, { what, pattern, often = false, instead }) => {
    const found = glue.match(pattern)?.length ?? 0;
    if (often ? found === 0 : found !== 1) {
      throw new Failure(`the glue is not as it is known here: it has ${what}, ${found} times`);
    }
    return glue.replace(pattern, instead);
  }, source);
}

const enums = /^export enum (\w+) \{\n([\s\S]*?)^\}\n/gm;

/** Returns each enum of the core as a module of constants, so that bundlers keep only the numbers that are used. */
export function enumerations(declarations) {
  return Array.from(declarations.matchAll(enums), ([, name, body]) => ({
    file: `${name.replace(/\B[A-Z]/g, "-$&").toLowerCase()}s`,
    values: Array.from(body.matchAll(/(\w+) = (\d+),/g), ([, value, number]) => `${value} = ${number}`),
  }));
}

/** Returns the declarations of the functions of the comparison, without those of the types of all models. */
export function comparisonDeclarations(source) {
  const functions = source.match(/^\/\*\*\n(?: \*.*\n)+export function .*\n/gm);
  if (!functions) throw new Failure("the glue declares no function of the comparison");
  return functions.join("\n") + startDeclaration;
}

/** Returns the declarations without names that a project may lack: those of the DOM, and `Symbol.dispose`. */
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
