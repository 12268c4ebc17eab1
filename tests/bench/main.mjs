// Measures all parts, or the named ones: node main.mjs [part…] [--quick].

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { comparison } from "./limits.mjs";
import { keep, read, write } from "./results.mjs";
import { aligned } from "./table.mjs";

const names = [
  "decode",
  "size",
  "cold-start",
  "calls",
  "walking",
  "everywhere",
  "memory",
  "everywhere-memory",
  "plan",
  "command-line",
];
const args = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith("--"));
const wanted = args.filter((arg) => !arg.startsWith("--"));
const unknown = [
  ...wanted.filter((name) => !names.includes(name)),
  ...options.filter((option) => option !== "--quick"),
];

if (unknown.length > 0) {
  console.error(`${unknown.join(", ")}: the parts are ${names.join(", ")}, the option --quick`);
  process.exitCode = 1;
} else {
  await run(wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names);
}

async function run(chosen) {
  const isQuick = options.includes("--quick");
  for (const name of chosen) {
    const { title, tables } = await import(`./${name}.mjs`);
    const data = await measured(name);
    console.log(`\n${title}`);
    for (const { note, rows } of tables(data)) console.log(["", note, ...aligned(rows)].join("\n"));
    // Results of `--quick` are too inaccurate to keep.
    if (!isQuick) keep(name, data);
  }
  if (isQuick) return;

  write(await Promise.all(names.map(async (name) => ({ name, ...(await import(`./${name}.mjs`)) }))));
  console.log(["\nGoals", "", ...aligned(comparison(read()))].join("\n"));
  console.log("\nwritten to tests/bench/RESULTS.md");
}

/** Returns the data that the process of a part sends. */
async function measured(name) {
  const part = fork(fileURLToPath(new URL("part.mjs", import.meta.url)), [name, ...options], {
    execArgv: ["--expose-gc"],
  });
  let data;
  part.on("message", (message) => {
    data = message;
  });
  const [code] = await once(part, "close");
  if (code !== 0 || data === undefined) throw new Error(`the part ${name} ended with ${code}`);
  return data;
}
