// Compares the time from the import in a new process to the first validated page.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compact } from "./pages.mjs";
import { median, orders } from "./rounds.mjs";
import { writeValidators } from "./validators.mjs";
import { installed } from "./versions.mjs";

export const title = "Cold start";

const contenders = [
  { name: "ours", file: "ours" },
  { name: "zod", file: "zod", library: "zod" },
  { name: "valibot", file: "valibot", library: "valibot" },
  { name: "ajv standalone", file: "ajv-standalone", library: "ajv" },
];

export async function measure({ isQuick }) {
  writeValidators();
  const processes = isQuick ? 3 : 15;
  return { processes, contenders: timedStarts({ processes }) };
}

/** Returns contenders, all or the named ones, with the median of their times in the Node that runs this process. */
export function timedStarts({ processes, names = contenders.map(({ name }) => name) }) {
  const wanted = contenders.filter(({ name }) => names.includes(name));
  const page = fileURLToPath(new URL("made/page-100.json", import.meta.url));
  writeFileSync(page, compact(100));
  const program = fileURLToPath(new URL("first-page.mjs", import.meta.url));
  const start = ({ file }) =>
    Number(execFileSync(process.execPath, [program, file, page], { encoding: "utf8" }));

  // Warms up the file cache of the system, which would otherwise only help the later contenders.
  wanted.forEach(start);
  const times = wanted.map(() => []);
  for (const order of orders(wanted.length, processes)) {
    for (const index of order) times[index].push(start(wanted[index]));
  }
  return wanted.map(({ name, library }, index) => ({
    name,
    version: library && installed(library),
    ms: median(times[index]),
  }));
}

export function tables({ processes, contenders }) {
  const [{ ms: ours }] = contenders;
  return [
    {
      note: `From before the import to behind the check of the first page of 100: the median of ${processes} processes each, without the start of Node.`,
      rows: [
        ["", "ms", "to ours"],
        ...contenders.map(({ name, version, ms }) => [
          version ? `${name} ${version}` : name,
          ms.toFixed(1),
          (ms / ours).toFixed(2),
        ]),
      ],
    },
  ];
}
