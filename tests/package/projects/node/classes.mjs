// Compares what `import` and `require` give, and prints the names that differ, and those that a class does not bear itself.

import { createRequire } from "node:module";
import * as namespace from "junction-credentials";

const imported = { ...namespace };
const required = createRequire(import.meta.url)("junction-credentials");
const names = new Set([...Object.keys(imported), ...Object.keys(required)]);
const differing = [...names].filter((name) => imported[name] !== required[name]);
const misnamed = [...names].filter((name) => (imported[name].name ?? name) !== name);

console.log(JSON.stringify({ exported: names.size, differing, misnamed }));
