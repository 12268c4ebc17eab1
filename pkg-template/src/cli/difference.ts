/** Shows a plan as a diff. */

import type { Action, Change, FieldChange, Plan, SecretState } from "junction-credentials/plan";
import { placeOf } from "./target.js";
import type { Terminal } from "./terminal.js";
import { visible } from "./visible.js";

const marks: { readonly [Kind in Action]: string } = {
  create: "+",
  update: "~",
  delete: "-",
  trust: "=",
  skip: "?",
  none: " ",
};

const secrets: { readonly [State in SecretState]: string } = {
  none: "",
  same: "",
  rotated: "client secret: rotated",
  unverified: "client secret: unverified",
  changed_elsewhere: "client secret: changed elsewhere",
};

/** Returns a plan as lines: its changes by environment, region and team, and a summary. */
export function differenceText({ changes, summary }: Plan, colours: Terminal["colours"]): string {
  const lines: string[] = [];
  let group = "";
  for (const change of changes.filter(({ action }) => action !== "none")) {
    const { env, region, team_name, team_id } = change;
    const name = `${placeOf(env, region)}  ${visible(team_name ?? team_id)}`;
    if (name !== group) lines.push(...(group ? [""] : []), colours.bold(name));
    group = name;
    lines.push(...linesOf(change, colours));
  }
  if (lines.length > 0) lines.push("");
  return `${[...lines, summaryText(summary)].join("\n")}\n`;
}

function linesOf(change: Change, colours: Terminal["colours"]): string[] {
  const { action, provider, secret, fields, drops, reason } = change;
  const colour = {
    create: colours.green,
    update: colours.yellow,
    delete: colours.red,
    trust: colours.cyan,
    skip: colours.magenta,
    none: colours.dim,
  }[action];
  const more = [
    action === "create" && secret === "rotated" ? "client secret: set" : secrets[secret],
    ...(action === "trust" ? ["client secret: taken for the stored one, only the lock is written"] : []),
    ...fields.map(fieldText),
    ...drops.map((path) => `${visible(path)}: dropped, which neither the config nor this version knows`),
    ...(reason ? [reason] : []),
  ];
  return [
    colour(`  ${marks[action]} ${visible(provider)}`),
    ...more.filter(Boolean).map((text) => `      ${text}`),
  ];
}

function fieldText({ path, change, sensitive, before, after }: FieldChange): string {
  if (sensitive) return `${visible(path)}: ${change}`;
  const value = (one: unknown) => visible(JSON.stringify(one) ?? "none");
  return `${visible(path)}: ${value(before)} → ${value(after)}`;
}

function summaryText(summary: Plan["summary"]): string {
  const counts = [
    [summary.create, "to create"],
    [summary.update, "to update"],
    [summary.delete, "to delete"],
    [summary.trust, "to trust"],
    [summary.skip, "skipped"],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const rest = `${summary.none} unchanged`;
  return parts.length > 0 ? `${parts.join(", ")}, ${rest}` : `nothing to do, ${rest}`;
}
