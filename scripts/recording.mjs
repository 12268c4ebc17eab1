// Records a session of the command line as a picture for README, from what the commands really write.
//
// Usage: node scripts/recording.mjs, after npm run build

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";

const picture = "docs/command-line.svg";
const columns = 116;
const commands = [
  "list --demo --env sandbox --region eu",
  "plan --demo --prune",
  "set polar --demo --env production --team integration:clinic-1 --details polar.json",
];
/** What is typed: a secret, which is not shown, and the agreement. */
const answers = { set: ["a webhook secret\r", "y\r"] };

const font = 14;
const [characterWidth, lineHeight] = [font * 0.602, font * 1.4];
const colours = { 1: "b", 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 35: "#d2a8ff", 36: "#79c0ff" };

/** The folder of the commands, with a file that they read. */
const folder = mkdtempSync(join(tmpdir(), "recording-"));
writeFileSync(join(folder, "polar.json"), "{}");

const control = "\u001b\\[";
/** A line that was shown for a while: progress. */
const clearedLine = new RegExp(`^[^\\n]*\\r${control}2K`, "gm");
/** What moves the cursor. Colours are kept. */
const movements = new RegExp(`${control}\\??[\\d;]*[A-HJKXhl]`, "g");
const style = new RegExp(`(${control}\\d+m)`);

const lines = [];
for (const command of commands) {
  if (lines.length > 0) lines.push("");
  lines.push(`\u001b[1m$ npx junction-credentials ${command}\u001b[22m`, ...(await outputOf(command)));
}
rmSync(folder, { recursive: true });
writeFileSync(picture, drawn(lines));
console.log(`${picture}: ${lines.length} lines`);

/** Runs a command in a terminal, and returns the lines that it leaves there. */
async function outputOf(command) {
  const args = [resolve("pkg/dist/cli/main.js"), ...command.split(" ")];
  const env = { ...process.env, FORCE_COLOR: "1" };
  const terminal = spawn(process.execPath, args, { cols: columns, rows: 50, cwd: folder, env });
  const waiting = [...(answers[command.split(" ")[0]] ?? [])];
  let text = "";
  terminal.onData((data) => {
    text += data;
    if (/(: |\[y\/N\] )$/.test(stripVTControlCharacters(text)) && waiting.length > 0)
      terminal.write(waiting.shift());
  });
  await new Promise((resolve) => terminal.onExit(resolve));
  return text.replace(clearedLine, "").replace(movements, "").trimEnd().split(/\r*\n/);
}

function drawn(lines) {
  const width = Math.ceil(columns * characterWidth + 2 * font);
  const height = Math.ceil(lines.length * lineHeight + 2 * font);
  const texts = lines.map((line, index) => {
    const y = (font + (index + 0.8) * lineHeight).toFixed(1);
    return `<text x="${font}" y="${y}" xml:space="preserve">${spansOf(line)}</text>`;
  });
  const { version } = JSON.parse(readFileSync("pkg/package.json", "utf8"));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>A session of junction-credentials ${version} at a terminal</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="${font}" fill="#c9d1d9">`,
    ...texts,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function spansOf(line) {
  let attribute = "";
  const parts = line.split(style).map((part) => {
    if (!style.test(part)) return part && `<tspan${attribute}>${escaped(part)}</tspan>`;
    const colour = colours[part.slice(2, -1)];
    attribute = colour === "b" ? ' font-weight="bold"' : colour ? ` fill="${colour}"` : "";
    return "";
  });
  return parts.join("");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
