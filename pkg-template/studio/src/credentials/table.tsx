/** The table of credentials. Only the rows that can be seen are in the document. */

import {
  createSortedRowModel,
  type OnChangeFn,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  sortFn_text,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useMedia } from "../parts/media.ts";
import { rangeWith } from "../parts/range.ts";
import { columns } from "./columns.ts";
import type { Row } from "./rows.ts";
import { TableHead } from "./table-head.tsx";
import { TableRow } from "./table-row.tsx";

const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_text, alphanumeric: sortFn_alphanumeric },
});

interface CredentialsTableProps {
  readonly rows: readonly Row[];
  readonly selection: RowSelectionState;
  readonly onSelect: OnChangeFn<RowSelectionState>;
  readonly onOpen: (row: Row) => void;
  /** Why rows could not be deleted, by their ids. */
  readonly reasons: ReadonlyMap<string, string> | undefined;
  /** Shown if there is no row. */
  readonly empty: ReactNode;
}

export function CredentialsTable({
  rows,
  selection,
  onSelect,
  onOpen,
  reasons,
  empty,
}: CredentialsTableProps) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia("(max-width: 46rem)");
  const height = isNarrow ? 64 : 36;
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    state: { sorting, rowSelection: selection },
    onSortingChange: setSorting,
    onRowSelectionChange: onSelect,
  });
  const sorted = table.getRowModel().rows;
  const current = Math.min(active, Math.max(0, sorted.length - 1));
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 8,
    rangeExtractor: (range) => rangeWith(current, range),
  });

  const focusRow = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index);
    // The row may enter the document only after the scrolling.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1);
    const steps: { readonly [Key in string]?: number } = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: sorted.length - 1,
    };
    const to = steps[event.key];
    const row = sorted[current];
    if (to !== undefined) focusRow(Math.min(Math.max(0, to), sorted.length - 1));
    else if (event.key === " " && row) row.toggleSelected();
    else if (event.key === "Enter" && row) onOpen(row.original);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className="table"
      role="grid"
      aria-label="Credentials"
      aria-description="Arrow keys move, space selects, enter shows the details."
      aria-rowcount={sorted.length + 1}
      aria-multiselectable="true"
    >
      <TableHead
        sorting={sorting}
        onSort={setSorting}
        isAllSelected={sorted.length > 0 && table.getIsAllRowsSelected()}
        isSomeSelected={table.getIsSomeRowsSelected()}
        onSelectAll={(isSelected) => table.toggleAllRowsSelected(isSelected)}
      />
      {/* The rows of a grid are reached with the arrow keys, and only one of them with the tab key. */}
      <div
        className="table-body"
        ref={scroller}
        role="rowgroup"
        onKeyDown={sorted.length > 0 ? onKeyDown : undefined}
      >
        {sorted.length === 0 && (
          <div role="row">
            <div role="gridcell" className="empty" aria-colspan={6}>
              {empty}
            </div>
          </div>
        )}
        <div className="table-space" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = sorted[index];
            return (
              row && (
                <TableRow
                  key={key}
                  row={row.original}
                  index={index}
                  start={start}
                  height={height}
                  isSelected={selection[row.id] === true}
                  isActive={index === current}
                  reason={reasons?.get(row.id)}
                  onToggle={row.getToggleSelectedHandler()}
                  onOpen={() => onOpen(row.original)}
                  onFocus={() => setActive(index)}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
