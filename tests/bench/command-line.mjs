// Measures the time from the start of the command line to its first output.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, orders } from "./rounds.mjs";

export const title = "Command line";

const program = fileURLToPath(new URL("../../pkg/dist/cli/main.js", import.meta.url));
const commands = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "--help", args: [program, "--help"] },
  { name: "list --demo", args: [program, "list", "--demo"] },
];

export async function measure({ isQuick }) {
  for (const { args } of commands) await firstOutput(args);
  const processes = isQuick ? 3 : 15;
  const times = commands.map(() => []);
  for (const order of orders(commands.length, processes)) {
    for (const index of order) times[index].push(await firstOutput(commands[index].args));
  }
  return {
    processes,
    commands: commands.map(({ name }, index) => ({ name, ms: median(times[index]) })),
  };
}

export function tables({ processes, commands }) {
  const [{ ms: node }] = commands;
  return [
    {
      note: `From the start of the process to its first output, or to its end: the median of ${processes} processes each.`,
      rows: [
        ["", "ms", "to Node alone"],
        ...commands.map(({ name, ms }) => [name, ms.toFixed(0), (ms / node).toFixed(2)]),
      ],
    },
  ];
}

/** The time until a process writes, or until it ends without output. */
async function firstOutput(args) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let ms;
  child.stdout.on("data", () => {
    ms ??= performance.now() - start;
  });
  return await new Promise((resolve) => {
    child.on("close", () => resolve(ms ?? performance.now() - start));
  });
}
