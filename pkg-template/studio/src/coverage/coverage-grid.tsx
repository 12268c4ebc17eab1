/** The grid of teams and providers. Only the rows that can be seen are in the document. */

import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useRef, useState } from "react";
import type { Address } from "../address.ts";
import type { Scope } from "../data/scopes.ts";
import { Link } from "../parts/link.tsx";
import { rangeWith } from "../parts/range.ts";
import { type Cell, type Grid, successors } from "./grid.ts";

interface CoverageGridProps {
  readonly grid: Grid;
  /** The teams that match the filter. */
  readonly lines: Grid["teams"];
  readonly scope: Scope;
}

const height = 34;
const signs: { readonly [State in Cell]: string } = {
  present: "●",
  retired: "◐",
  replace: "!",
  missing: "–",
  unknown: "?",
};
const words: { readonly [State in Cell]: string } = {
  present: "present",
  retired: "present, retired by its maker",
  replace: "retired by its maker, set its successor",
  missing: "missing, set it",
  unknown: "unknown",
};

export function CoverageGrid({ grid, lines, scope }: CoverageGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const row = Math.min(active.row, Math.max(0, lines.length - 1));
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    rangeExtractor: (range) => rangeWith(row, range),
  });
  const column = Math.min(active.column, Math.max(0, grid.providers.length - 1));

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: { readonly [Key in string]?: readonly [number, number] } = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + 10, column],
      PageUp: [row - 10, column],
      Home: [row, 0],
      End: [row, grid.providers.length - 1],
    };
    const to = steps[event.key];
    if (!to || lines.length === 0) return;
    event.preventDefault();
    const next = {
      row: Math.min(Math.max(0, to[0]), lines.length - 1),
      column: Math.min(Math.max(0, to[1]), grid.providers.length - 1),
    };
    setActive(next);
    virtual.scrollToIndex(next.row);
    // The row may enter the document only after the scrolling.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"] a`)?.focus(),
    );
  };

  const style = { "--columns": grid.providers.length } as CSSProperties;
  return (
    <div
      className="grid"
      ref={scroller}
      style={style}
      role="grid"
      aria-label="Teams and providers"
      aria-description="Arrow keys move, enter opens."
      aria-rowcount={lines.length + 1}
      aria-colcount={grid.providers.length + 1}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-row">
          <div role="columnheader" className="grid-team">
            Team
          </div>
          {grid.providers.map((provider, index) => (
            <div role="columnheader" key={provider} className="grid-provider">
              <span className={successors.has(provider) ? "struck" : ""}>{provider}</span>
              <span className="muted">{grid.counts[index]}</span>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="table-space" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return (
            line && (
              <div
                key={line.id}
                role="row"
                aria-rowindex={index + 2}
                className="grid-row line"
                style={{ height, transform: `translateY(${start}px)` }}
              >
                <div role="rowheader" className="grid-team" title={line.name}>
                  {line.name}
                </div>
                {line.cells.map((cell, at) => {
                  const provider = grid.providers[at] ?? "";
                  return (
                    <div
                      key={provider}
                      role="gridcell"
                      className={`grid-cell ${cell}`}
                      data-cell={`${index} ${at}`}
                    >
                      <Link
                        to={targetOf(cell, provider, line.id, scope)}
                        label={`${line.name}, ${provider}: ${words[cell]}`}
                        tabIndex={index === row && at === column ? 0 : -1}
                      >
                        {signs[cell]}
                      </Link>
                    </div>
                  );
                })}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** A credential is shown in the table, and a missing one can be set. */
function targetOf(cell: Cell, provider: string, team: string, scope: Scope): Partial<Address> {
  if (cell === "missing") return { view: "set", team, provider, ...scope };
  if (cell === "replace")
    return { view: "set", team, provider: successors.get(provider) ?? provider, ...scope };
  return { view: "credentials", team, provider, ...scope };
}
