// Compares the exports of an entry with `import` and `require`: node classes.mjs ENTRY. Prints the names that differ,
// and the names of exported functions and classes whose `name` differs from that of the export.

import { createRequire } from "node:module";

const entry = process.argv[2];
const imported = { ...(await import(entry)) };
const required = createRequire(import.meta.url)(entry);
const names = new Set([...Object.keys(imported), ...Object.keys(required)]);
const differing = [...names].filter((name) => imported[name] !== required[name]);
const misnamed = [...names].filter((name) => (imported[name].name ?? name) !== name);

console.log(JSON.stringify({ exported: names.size, differing, misnamed }));
