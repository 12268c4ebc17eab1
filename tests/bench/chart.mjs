// Draws the decoding ratios as bars, in colours that are readable on light and dark backgrounds.

const width = 720;
const barHeight = 20;
const step = 28;
const left = 170;
const right = 60;
const top = 44;
const colours = { ours: "#2f81f7", others: "#8b949e", text: "#7d8590", unit: "#d29922" };

/** Returns an SVG with the ratio of each contender to bare `JSON.parse` for one page, the fastest first. */
export function chart({ contenders, pages }, name = "100") {
  const page = pages.find((page) => page.name === name);
  const bars = contenders
    .filter((contender) => contender.name in page.ratios)
    .map((contender) => ({ name: contender.name, ratio: page.ratios[contender.name] }))
    .sort((a, b) => a.ratio - b.ratio);
  const scale = (width - left - right) / Math.max(...bars.map(({ ratio }) => ratio));
  const height = top + bars.length * step + 12;
  const unitX = round(left + scale);

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13" fill="${colours.text}">`,
    `  <title id="title">Time to decode and check a page of ${name} credentials, as a ratio to bare JSON.parse: ${bars.map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`).join(", ")}</title>`,
    `  <text x="0" y="16" font-weight="600">Decoding and checking a page of ${name} credentials: time, bare JSON.parse = 1</text>`,
    ...bars.flatMap(({ name, ratio }, index) => bar(name, ratio, top + index * step, ratio * scale)),
    `  <line x1="${unitX}" x2="${unitX}" y1="${top - 8}" y2="${height - 8}" stroke="${colours.unit}" stroke-width="1.5" stroke-dasharray="4 3"/>`,
    `  <text x="${unitX}" y="${top - 12}" text-anchor="middle" font-size="11">JSON.parse alone</text>`,
    "</svg>",
    "",
  ].join("\n");
}

function bar(name, ratio, y, length) {
  const isOurs = name === "ours";
  const weight = isOurs ? ' font-weight="600"' : "";
  const baseline = y + barHeight - 6;
  const fill = isOurs ? colours.ours : colours.others;
  const label = isOurs ? "junction-credentials" : name;
  return [
    `  <text x="${left - 10}" y="${baseline}" text-anchor="end"${weight}>${label}</text>`,
    `  <rect x="${left}" y="${y}" width="${round(length)}" height="${barHeight}" rx="3" fill="${fill}"/>`,
    `  <text x="${round(left + length + 8)}" y="${baseline}"${weight}>${ratio.toFixed(2)}</text>`,
  ];
}

const round = (value) => Math.round(value * 10) / 10;
