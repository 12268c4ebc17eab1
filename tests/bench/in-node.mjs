// Makes one of the measurements of the table of Node versions, in the Node that runs it: node in-node.mjs <name> <options>.

import { timedCalls } from "./calls.mjs";
import { timedStarts } from "./cold-start.mjs";
import { others, ours } from "./contenders.mjs";
import { timedPages } from "./decode.mjs";
import { compact } from "./pages.mjs";

const measurements = {
  async decode({ counts, libraries, rounds }) {
    const pages = Object.fromEntries(counts.map((count) => [String(count), compact(count)]));
    return timedPages(pages, [await ours(), ...(await others(libraries))], rounds);
  },
  calls: (options) => timedCalls({ ...options, names: ["ours", "openapi-fetch"] }),
  coldStart: (options) => timedStarts({ ...options, names: ["ours", "ajv standalone"] }),
};

const [name, options] = process.argv.slice(2);
process.send(await measurements[name](JSON.parse(options)));
