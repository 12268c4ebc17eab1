/** One row of the table. */

import type { MouseEvent } from "react";
import { ScopeLabel } from "../parts/scope-label.tsx";
import { dateOf, type Row } from "./rows.ts";

interface TableRowProps {
  readonly row: Row;
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** Why it could not be deleted. */
  readonly reason: string | undefined;
  readonly onToggle: (event: MouseEvent) => void;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
}

export function TableRow({
  row,
  index,
  start,
  height,
  isSelected,
  isActive,
  reason,
  onToggle,
  onOpen,
  onFocus,
}: TableRowProps) {
  const { team, provider, env, client_id, updated_at } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its rows.
    <div
      className={`table-row ${env}${reason ? " failed" : ""}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      tabIndex={isActive ? 0 : -1}
      title={reason?.replaceAll("`", "")}
      style={{ height, transform: `translateY(${start}px)` }}
      onClick={onOpen}
      onFocus={onFocus}
    >
      <div role="gridcell" className="cell select">
        {/* The whole cell toggles, since the checkbox is smaller than a finger. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its rows. */}
        <label onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            checked={isSelected}
            tabIndex={-1}
            aria-label={`Select ${provider} of ${team}`}
            onClick={onToggle}
            // The click has the keys that were held down, which a range needs.
            onChange={() => {}}
          />
        </label>
      </div>
      <div role="gridcell" className="cell team">
        {team}
      </div>
      <div role="gridcell" className="cell provider">
        {reason && <span className="mark">failed </span>}
        {provider}
      </div>
      <div role="gridcell" className="cell scope">
        <ScopeLabel scope={row} />
      </div>
      <div role="gridcell" className="cell client_id">
        {client_id || <span className="muted">none</span>}
      </div>
      <div role="gridcell" className="cell updated_at">
        {dateOf(updated_at)}
      </div>
    </div>
  );
}
