// Writes what the documents claim about speed, size and memory from the results, so that no claim is wider than they are.
//
// A claim stands between `<!-- bench:name -->` and `<!-- /bench -->`, each on a line of its own.

import { browserEntryLimit, kilobytes, studioPageLimit } from "./limits.mjs";

/** The documents that contain claims. */
export const documents = ["README.md", "docs/performance.md", "docs/development.md"].map(
  (path) => new URL(`../../${path}`, import.meta.url),
);

const passage = /^( *)<!-- bench:([\w-]+) -->\n[\s\S]*?^ *<!-- \/bench -->$/gm;

/** Returns a document with its claims as the results give them. */
export function claimed(document, results) {
  return document.replace(passage, (_, indent, name) => {
    const claim = claims[name];
    if (!claim) throw new Error(`there is no claim ${name}`);
    const lines = claim(results).flatMap(wrapped);
    return [`<!-- bench:${name} -->`, ...lines, "<!-- /bench -->"]
      .map((line) => `${indent}${line}`.trimEnd())
      .join("\n");
  });
}

/** Returns a document without its claims. */
export const withoutClaims = (document) => document.replace(passage, "");

/** Results that differ by less count as equal: they change places from one run to the next. */
const noise = 0.03;

const ratio = (value) => value.toFixed(2);
const mebibytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
const grouped = (number) => number.toLocaleString("en");

/** The claims by name. Each is a list of paragraphs, or of items that begin with a hyphen. */
const claims = {
  machines(results) {
    const machines = [...new Set(Object.values(results).map(({ machine }) => machine))];
    return [
      machines.length === 1
        ? `Everything was measured on one machine: ${machines}.`
        : `Not everything was measured on the same machine: ${joined(machines, "; ", "; and ")}.`,
    ];
  },

  decode({ decode }) {
    const { ahead, level, behind } = columns(decode);
    return [
      `Differences of less than ${100 * noise} % count as none. In ${nodeOf(decode)}:`,
      "",
      ...(ahead.length > 0
        ? [
            `- For ${pagesOf(ahead)}, this package took ${range(ahead.map(({ ours }) => ours))} times as long as ` +
              `\`JSON.parse\`. Every library took longer: ${list(librariesOf(decode))}.`,
          ]
        : []),
      ...level.map(
        ({ page, ours, libraries: [{ name, value }] }) =>
          `- For ${pagesOf([{ page }])}, it took ${ratio(ours)} times as long as \`JSON.parse\`, about as long as the ` +
          `fastest library (${name}, ${ratio(value)}).`,
      ),
      ...behind.map(
        ({ page, ours, faster }) =>
          `- For ${pagesOf([{ page }])}, it took ${ratio(ours)} times as long as \`JSON.parse\`. ` +
          `${list(faster.map(({ name, value }) => `${name} (${ratio(value)})`))} took less time.`,
      ),
    ];
  },

  size({ size }) {
    const of = (name) => size.entries.find((entry) => entry.name === name);
    const ours = of("ours, browser").brotli;
    const typical = of("ours, browser, typical import");
    const others = ["openapi-fetch", "fetch with valibot", "fetch with zod", "@junction-api/sdk"].map(of);
    const sizes = (entries) => list(entries.map(({ name, brotli }) => `${name} (${kilobytes(brotli)})`));
    const smaller = others.filter(({ brotli }) => brotli < ours);
    const larger = others.filter(({ brotli }) => brotli >= ours);
    return [
      `The entry for browsers, bundled and minified by esbuild with every export, is ${kilobytes(ours)} after Brotli ` +
        `compression, the WebAssembly module included. \`npm test\` limits it to ${kilobytes(browserEntryLimit)}.` +
        (smaller.length > 0 ? ` These are smaller: ${sizes(smaller)}.` : "") +
        (larger.length > 0 ? ` These are larger: ${sizes(larger)}.` : "") +
        (typical
          ? ` With only \`JunctionManagement\` and \`init\`, the entry is ${kilobytes(typical.brotli)}.`
          : ""),
    ];
  },

  "cold-start"({ "cold-start": part }) {
    const [ours, ...others] = part.contenders;
    const times = others.map(({ name, ms }) => `${ratio(ours.ms / ms)} times as long as ${name}`);
    return [`In ${nodeOf(part)}, this package took ${list(times)}.`];
  },

  calls({ calls: part }) {
    const toPeer = (name) => ratio(part.micros[name].ours / part.micros[name]["openapi-fetch"]);
    return [
      `In ${nodeOf(part)}, with a \`fetch\` that responds at once, a small \`list\` call took ${toPeer("list")} times the ` +
        `processor time of openapi-fetch, and a small \`set\` call ${toPeer("set")} times. openapi-fetch does not ` +
        "validate, measure timeouts or retry.",
    ];
  },

  nodes({ nodes: { libraries, nodes } }) {
    const over = (measured) => range(nodes.map(measured));
    return [
      `In Node ${list(nodes.map(({ node }) => node))}, this package took:`,
      "",
      ...nodes[0].pages.map(
        ({ name }, index) =>
          `- to decode ${pagesOf([{ page: name }])}: ` +
          `${over(({ pages }) => pages[index].ours / pages[index].fastest.ratio)} times as long as the fastest of ` +
          `${list(libraries)}`,
      ),
      `- for a small \`list\`: ${over(({ calls }) => calls.list)} times the processor time of openapi-fetch; for a small ` +
        `\`set\`: ${over(({ calls }) => calls.set)} times`,
      `- for the cold start: ${over(({ coldStart }) => coldStart)} times as long as ajv standalone`,
    ];
  },

  workerd({ workerd: { workerd, atOnce, pageSize, clients } }) {
    const [ours, peer] = ["ours", "openapi-fetch"].map((name) =>
      clients.find((client) => client.name === name),
    );
    const time = ours.micros
      ? `, and took ${ratio(ours.micros / peer.micros)} times the processor time per call`
      : "";
    return [
      `In workerd ${workerd}, a Worker that makes ${atOnce} calls at once, each a \`list\` of ${pageSize} credentials, made ` +
        `${ratio(ours.perSecond / peer.perSecond)} times as many calls per second as with openapi-fetch${time}.`,
    ];
  },

  walking({ walking: { pages, latencyMs, workMs, ahead, oneByOne } }) {
    return [
      `Reading ${pages} pages with \`for await (… of list().pages())\`, with ${latencyMs} ms for each response and ${workMs} ms ` +
        `of work on each page, took ${ratio(ahead / oneByOne)} times as long as requesting one page after the other, because ` +
        "the next page is requested in advance.",
    ];
  },

  everywhere({ everywhere: { scopes, pages, latencyMs, sideBySide, oneByOne } }) {
    return [
      `Reading ${scopes} environments and regions of ${pages} pages each with \`everywhere()\`, with ${latencyMs} ms for each ` +
        `response, took ${ratio(sideBySide / oneByOne)} times as long as reading one after the other.`,
    ];
  },

  memory({ memory, "everywhere-memory": everywhere }) {
    const growth = ({ samples: [first, last] }) =>
      `the JavaScript heap ${grew(last.heapBytes - first.heapBytes)} from page ${first.page} to page ${last.page}, and the ` +
      `memory of the WebAssembly module ${grew(last.moduleBytes - first.moduleBytes)}`;
    return [
      `In a listing of pages of ${grouped(memory.pageSize)} credentials, ${growth(memory)}. In a listing of all environments ` +
        `and regions, ${growth(everywhere)}.`,
    ];
  },

  "readme-size"() {
    return [
      `The entry for browsers, bundled with every export by esbuild, is at most ${kilobytes(browserEntryLimit)} after Brotli ` +
        "compression. A test enforces this limit.",
    ];
  },

  "readme-speed"({ decode, "cold-start": coldStart }) {
    const { ahead, level, behind } = columns(decode);
    const [ours, ...others] = coldStart.contenders;
    const starts = others.filter(({ ms }) => ms < ours.ms * (1 - noise)).map(({ name }) => name);
    return [
      [
        ahead.length > 0
          ? `In ${nodeOf(decode)}, decoding ${pagesOf(ahead)} took less time than with ${list(librariesOf(decode))}.`
          : "",
        level.length > 0
          ? `For ${pagesOf(level)}, decoding took about as long as with the fastest library.`
          : "",
        ...behind.map(
          ({ page, faster }) =>
            `For ${pagesOf([{ page }])}, ${list(faster.map(({ name }) => name))} took less time.`,
        ),
        starts.length > 0 ? `At cold start, ${list(starts)} took less time.` : "",
      ]
        .filter((sentence) => sentence !== "")
        .join(" "),
    ];
  },

  "development-size"({ size }) {
    const { brotli } = size.entries.find(({ name }) => name === "ours, browser");
    return [
      `A test limits the browser entry to ${kilobytes(browserEntryLimit)} after Brotli compression ` +
        `(\`tests/bench/size.test.mjs\`). At the last benchmark, it had ${grouped(brotli)} bytes.`,
    ];
  },

  "development-studio"() {
    return [
      `A test limits what the page of the studio loads to ${kilobytes(studioPageLimit)} after Brotli compression.`,
    ];
  },
};

/**
 * Sorts the columns of the decoding table: those where every library takes longer than ours, those where the fastest
 * contender takes about as long, and those where some are faster.
 */
function columns({ contenders, pages }) {
  const sorted = pages.map(({ name: page, ratios }) => {
    const all = contenders
      .filter(({ name }) => name !== "ours" && name in ratios)
      .map(({ name, isLibrary }) => ({
        name: isLibrary ? name : `${name} checks`,
        isLibrary,
        value: ratios[name],
      }))
      .sort((a, b) => a.value - b.value);
    return {
      page,
      ours: ratios.ours,
      libraries: all.filter(({ isLibrary }) => isLibrary),
      faster: all.filter(({ value }) => value < ratios.ours * (1 - noise)),
    };
  });
  const behind = sorted.filter(({ faster }) => faster.length > 0);
  const rest = sorted.filter((column) => !behind.includes(column));
  const isAhead = ({ ours, libraries: [{ value }] }) => ours < value * (1 - noise);
  return { ahead: rest.filter(isAhead), level: rest.filter((column) => !isAhead(column)), behind };
}

/** Describes the pages of columns, for example "pages of 10 and 100 credentials (compact ASCII JSON)". */
function pagesOf(columns) {
  const counts = columns.map(({ page }) => page).filter((page) => /^\d+$/.test(page));
  const noun = counts.length === 1 && counts[0] === "1" ? "credential" : "credentials";
  const others = columns.map(({ page }) => page).filter((page) => !/^\d+$/.test(page));
  return list([
    ...(counts.length > 0
      ? [`pages of ${list(counts.map((count) => grouped(Number(count))))} ${noun} (compact ASCII JSON)`]
      : []),
    ...others.map((page) => {
      const [kind, count] = page.split(" ");
      return { pretty: `indented pages of ${count}`, "non-ASCII": `pages of ${count} with non-ASCII text` }[
        kind
      ];
    }),
  ]);
}

/** The libraries that every page was decoded with. */
const librariesOf = ({ contenders, pages }) =>
  contenders
    .filter(({ name, isLibrary }) => isLibrary && pages.every(({ ratios }) => name in ratios))
    .map(({ name }) => name)
    .sort();

const grew = (bytes) => (bytes > 0 ? `grew by ${mebibytes(bytes)}` : "did not grow");

/** The line of Node that measured a part. */
const nodeOf = ({ machine }) => /Node \d+/.exec(machine)[0];

function range(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(ratio);
  return least === most ? least : `${least} to ${most}`;
}

const list = (items) => joined(items, ", ", " and ");

const joined = (items, comma, last) =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(comma)}${last}${items.at(-1)}`;

/** Breaks a paragraph or an item into lines. */
function wrapped(text) {
  const width = 118;
  const hanging = text.startsWith("- ") ? "  " : "";
  const lines = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(word);
    else if (`${line} ${word}`.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(hanging + word);
  }
  return lines;
}
