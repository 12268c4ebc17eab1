// Imports one contender in a new process and validates one page: node first-page.mjs <peer> <file>.

import { readFileSync } from "node:fs";

const [peer, file] = process.argv.slice(2);
const bytes = readFileSync(file);

const start = performance.now();
const { check, decode = (bytes) => check(JSON.parse(new TextDecoder().decode(bytes))) } = await import(
  `./peers/${peer}.mjs`
);
const { credentials } = decode(bytes);
const ms = performance.now() - start;

if (credentials.length !== 100) throw new Error("that was another page");
console.log(ms);
