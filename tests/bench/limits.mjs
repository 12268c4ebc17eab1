// Compares the results with limits and aims. Only the size is tested, because times depend on the machine.

const atMost = (limit, show) => ({ text: `≤ ${show(limit)}`, holds: (value) => value <= limit });
const ratio = (value) => value.toFixed(2);
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const mebibytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
const milliseconds = (ms) => `${ms.toFixed(0)} ms`;

/** The maximum size of the whole browser entry, in bytes after Brotli compression. */
export const browserEntryLimit = 32_000;

/** The maximum size of the whole entry of callbacks, in bytes after Brotli compression. */
export const callbackEntryLimit = 2_000;

/** The maximum size of what the page of the studio loads, in bytes after Brotli compression. */
export const studioPageLimit = 200_000;

const decodeRatio = (page) => (results) =>
  results.decode?.pages.find(({ name }) => name === page)?.ratios.ours;

/** Returns our time divided by that of the fastest of some contenders, for that of the pages where it is the highest. */
const toTheFastest = (names, isMeant) => (results) => {
  const meant = results.decode?.contenders.filter(
    (contender) => contender.name !== "ours" && isMeant(contender),
  );
  const pages = results.decode?.pages.filter(({ name }) => names.includes(name)) ?? [];
  if (pages.length === 0) return undefined;
  return Math.max(
    ...pages.flatMap(({ ratios }) =>
      meant.filter(({ name }) => name in ratios).map(({ name }) => ratios.ours / ratios[name]),
    ),
  );
};

const size = (wanted) => (results) => results.size?.entries.find(({ name }) => name === wanted)?.brotli;

const coldStart = (name) => (results) => {
  const msOf = (wanted) => results["cold-start"]?.contenders.find(({ name }) => name === wanted)?.ms;
  return msOf("ours") && msOf("ours") / msOf(name);
};

const perCall = (name) => (results) => {
  const micros = results.calls?.micros[name];
  return micros && micros.ours / micros["openapi-fetch"];
};

const growth = (part, key) => (results) => {
  const samples = results[part]?.samples;
  return samples && samples.at(-1)[key] - samples[0][key];
};

/** The goals: what is measured, how it is formatted, its limit, and its aim. */
export const goals = [
  ...["1", "100", "1000", "pretty 100"].map((page) => {
    const [must, aim] = {
      1: [1.6, 1.4],
      100: [1.2, 1.15],
      1000: [1.18, 1.15],
      "pretty 100": [1.7, 1.3],
    }[page];
    return {
      name: `decode ${page}, to JSON.parse`,
      measured: decodeRatio(page),
      show: ratio,
      must: atMost(must, ratio),
      aim: atMost(aim, ratio),
    };
  }),
  ...["1", "10", "100", "1000", "10000", "pretty 100", "non-ASCII 100"].map((page) => ({
    name: `decode ${page}, to the fastest library`,
    measured: toTheFastest([page], ({ isLibrary }) => isLibrary),
    show: ratio,
    must: atMost(1, ratio),
    aim: atMost(0.9, ratio),
  })),
  {
    name: "decode 10 to 1000, to hand-written checks",
    measured: toTheFastest(["10", "100", "1000"], ({ isLibrary }) => !isLibrary),
    show: ratio,
    aim: { text: "< 1.00", holds: (value) => value < 1 },
  },
  {
    name: "browser entry, brotli",
    measured: size("ours, browser"),
    show: kilobytes,
    must: atMost(browserEntryLimit, kilobytes),
    // As much as zod with fetch takes.
    aim: atMost(24_300, kilobytes),
  },
  {
    name: "typical import in browsers, brotli",
    measured: size("ours, browser, typical import"),
    show: kilobytes,
    must: atMost(28_000, kilobytes),
  },
  {
    name: "cold start, to ajv standalone",
    measured: coldStart("ajv standalone"),
    show: ratio,
    must: atMost(1.4, ratio),
    aim: atMost(1, ratio),
  },
  {
    name: "cold start, to valibot",
    measured: coldStart("valibot"),
    show: ratio,
    must: { text: "< 1.00", holds: (value) => value < 1 },
  },
  { name: "cold start, to zod", measured: coldStart("zod"), show: ratio, must: atMost(0.5, ratio) },
  ...["list", "set"].map((name) => ({
    name: `processor time of a small ${name}, to openapi-fetch`,
    measured: perCall(name),
    show: ratio,
    must: atMost(name === "list" ? 1.15 : 1.5, ratio),
    aim: atMost(1, ratio),
  })),
  {
    name: "walk of pages, to one without prefetch",
    measured: (results) => results.walking && results.walking.ahead / results.walking.oneByOne,
    show: ratio,
    must: atMost(0.55, ratio),
  },
  {
    name: "listing of all scopes, to one after the other",
    measured: ({ everywhere }) => everywhere && everywhere.sideBySide / everywhere.oneByOne,
    show: ratio,
    must: atMost(0.3, ratio),
  },
  ...[
    ["memory", "page 10 to 100"],
    ["everywhere-memory", "page 10 to 100 of all scopes"],
  ].flatMap(([part, pages]) => [
    {
      name: `growth of the heap, ${pages}`,
      measured: growth(part, "heapBytes"),
      show: mebibytes,
      // Allows for compiled code and caches. It is less than the size of two pages that were read.
      must: atMost(1024 * 1024, mebibytes),
    },
    {
      name: `growth of the module's memory, ${pages}`,
      measured: growth(part, "moduleBytes"),
      show: mebibytes,
      must: atMost(0, mebibytes),
    },
  ]),
  ...["no secrets", "locked secrets"].map((kind) => ({
    name: `comparison of a plan of 10,000, ${kind}`,
    measured: ({ plan }) => plan?.kinds.find(({ name }) => name === kind)?.ms,
    show: milliseconds,
    must: atMost(100, milliseconds),
  })),
  ...[
    ["--help", 100],
    ["list --demo", 250],
  ].map(([command, limit]) => ({
    name: `start of the command line, ${command}`,
    measured: (results) => results["command-line"]?.commands.find(({ name }) => name === command)?.ms,
    show: milliseconds,
    must: atMost(limit, milliseconds),
  })),
  {
    name: "memory of the module beyond two pages",
    measured: ({ memory }) => memory && memory.samples.at(-1).moduleBytes - 2 * memory.pageBytes,
    show: mebibytes,
    aim: atMost(2 * 1024 * 1024, mebibytes),
  },
];

/** Returns rows that compare the goals with the results. */
export function comparison(results) {
  return [
    ["", "must", "aim", "measured", ""],
    ...goals.map(({ name, measured, show, must, aim }) => {
      const value = measured(results);
      const cells = [name, must?.text ?? "", aim?.text ?? ""];
      return value === undefined ? [...cells, "", ""] : [...cells, show(value), verdict(value, must, aim)];
    }),
  ];
}

function verdict(value, must, aim) {
  if (must && !must.holds(value)) return "fails";
  if (aim) return aim.holds(value) ? "aim met" : must ? "holds" : "aim not met";
  return "holds";
}
