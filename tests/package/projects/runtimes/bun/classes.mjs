// Compares the exports of `import` and `require`, and prints the names that differ.

import { createRequire } from "node:module";
import * as namespace from "junction-credentials";

const imported = { ...namespace };
const required = createRequire(import.meta.url)("junction-credentials");
const names = new Set([...Object.keys(imported), ...Object.keys(required)]);
const differing = [...names].filter((name) => imported[name] !== required[name]);

console.log(JSON.stringify({ exported: names.size, differing }));
