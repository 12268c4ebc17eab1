// Measures all parts, or the named ones: node main.mjs [part…] [--quick].

import { comparison } from "./limits.mjs";
import { sent } from "./processes.mjs";
import { keep, read, write } from "./results.mjs";
import { aligned } from "./table.mjs";

const names = [
  "decode",
  "size",
  "cold-start",
  "calls",
  "nodes",
  "workerd",
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
    const data = await sent("part.mjs", [name, ...options]);
    console.log(`\n${title}`);
    for (const { note, rows } of tables(data)) console.log(["", note, ...aligned(rows)].join("\n"));
    // Results of `--quick` are too inaccurate to keep.
    if (!isQuick) keep(name, data);
  }
  if (isQuick) return;

  write(await Promise.all(names.map(async (name) => ({ name, ...(await import(`./${name}.mjs`)) }))));
  console.log(["\nGoals", "", ...aligned(comparison(read()))].join("\n"));
  console.log(
    "\nwritten to tests/bench/RESULTS.md, and to the passages of documents that begin with <!-- bench:… -->",
  );
}
