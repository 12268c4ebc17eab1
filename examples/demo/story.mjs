// Prints a heading and the result for each step, and a table of all steps at the end.

const { isTTY } = process.stdout;
const widest = 100;

/** @param {string} text */
const bold = (text) => (isTTY && !process.env.NO_COLOR ? `\x1b[1m${text}\x1b[22m` : text);

/** @param {string} text */
function print(text) {
  const line = `   ${text}`;
  console.log(line.length > widest ? `${line.slice(0, widest - 1)}…` : line);
}

/**
 * Starts the output.
 *
 * @param {() => number} countRequests Returns the number of requests so far.
 */
export function story(countRequests) {
  /** @type {string[][]} */
  const steps = [];
  return {
    /**
     * Runs one step.
     *
     * @param {string} name
     * @param {string} call The call, as code.
     * @param {(tell: typeof print) => Promise<string>} run Runs the step, prints its result, and returns a summary.
     */
    async step(name, call, run) {
      console.log(`\n${bold(`${steps.length + 1}. ${call}`)}`);
      const before = { requests: countRequests(), time: performance.now() };
      const summary = await run(print);
      const ms = (performance.now() - before.time).toFixed(1);
      steps.push([name, summary, String(countRequests() - before.requests), ms]);
    },

    /** Prints the table of all steps. */
    end() {
      console.log("");
      const [header = "", ...rows] = table([["step", "what came of it", "requests", "ms"], ...steps]);
      console.log([bold(header), ...rows].join("\n"));
    },
  };
}

/**
 * Aligns columns: numbers to the right, everything else to the left.
 *
 * @param {readonly string[][]} rows The first row is the header.
 */
export function table(rows) {
  const [header = [], ...rest] = rows;
  const columns = header.map((_, column) => ({
    width: Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    isNumber: rest.every((row) => /^[\d.]+$/.test(row[column] ?? "")),
  }));
  const line = (/** @type {string[]} */ row) =>
    columns
      .map(({ width, isNumber }, column) => row[column]?.[isNumber ? "padStart" : "padEnd"](width))
      .join("  ")
      .trimEnd();
  return rows.map(line);
}
