/** The head of the table: select all, and sort by a column. */

import type { SortingState } from "@tanstack/react-table";
import { useEffect, useRef } from "react";
import { columns } from "./columns.ts";

interface TableHeadProps {
  readonly sorting: SortingState;
  readonly onSort: (sorting: SortingState) => void;
  readonly isAllSelected: boolean;
  readonly isSomeSelected: boolean;
  readonly onSelectAll: (isSelected: boolean) => void;
}

export function TableHead({ sorting, onSort, isAllSelected, isSomeSelected, onSelectAll }: TableHeadProps) {
  const checkbox = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // There is no attribute for it.
    if (checkbox.current) checkbox.current.indeterminate = isSomeSelected && !isAllSelected;
  }, [isSomeSelected, isAllSelected]);
  const [current] = sorting;
  return (
    <div className="table-head" role="rowgroup">
      <div className="table-row" role="row" aria-rowindex={1}>
        <div role="columnheader" className="cell select">
          <input
            ref={checkbox}
            type="checkbox"
            checked={isAllSelected}
            onChange={({ target }) => onSelectAll(target.checked)}
            aria-label="Select all credentials that match the filters"
          />
        </div>
        {columns.map(({ id, header }) => {
          const isSorted = current?.id === id;
          const order = !isSorted ? "none" : current.desc ? "descending" : "ascending";
          return (
            <div key={id} role="columnheader" className={`cell ${id}`} aria-sort={order}>
              <button
                type="button"
                className="sort"
                // The third time returns to the usual order.
                onClick={() => onSort(isSorted && current.desc ? [] : [{ id, desc: isSorted }])}
              >
                {header} <span aria-hidden="true">{isSorted ? (current.desc ? "↓" : "↑") : ""}</span>
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
