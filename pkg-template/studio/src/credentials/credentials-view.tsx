/** All credentials of the organisation, with filters, and what can be done with them. */

import type { RowSelectionState } from "@tanstack/react-table";
import { useDeferredValue, useMemo, useState } from "react";
import { type Address, show } from "../address.ts";
import { useListing } from "../data/listing.ts";
import { useTeams } from "../data/teams.ts";
import { DeleteDialog } from "../delete/delete-dialog.tsx";
import type { DeleteResult } from "../delete/deletion.ts";
import { DeleteResultNotice } from "../delete/result-notice.tsx";
import { FailureNotice } from "../parts/notice.tsx";
import { DetailsPanel } from "./details-panel.tsx";
import { Filters } from "./filters.tsx";
import { FailedScopes, ListingProgress } from "./listing-state.tsx";
import { filtered, type Row, rowsOf } from "./rows.ts";
import { CredentialsTable } from "./table.tsx";

export function CredentialsView({ address }: { readonly address: Address }) {
  const listing = useListing();
  const teams = useTeams();
  const [selection, setSelection] = useState<RowSelectionState>({});
  const [opened, setOpened] = useState<Row>();
  const [doomed, setDoomed] = useState<readonly Row[]>();
  const [result, setResult] = useState<DeleteResult>();

  const found = listing.data?.rows;
  const rows = useMemo(() => rowsOf(found ?? [], teams.byId), [found, teams.byId]);
  // The table may lag behind the keys, so that typing stays quick with many rows.
  const filters = useDeferredValue(address);
  const shown = useMemo(() => filtered(rows, filters), [rows, filters]);
  const selected = useMemo(() => rows.filter(({ id }) => selection[id]), [rows, selection]);
  const hidden = useMemo(() => {
    const visible = new Set(shown.map(({ id }) => id));
    return selected.filter(({ id }) => !visible.has(id)).length;
  }, [shown, selected]);

  const ended = (outcome: DeleteResult) => {
    setDoomed(undefined);
    setResult(outcome);
    // What was not deleted stays selected, so that it can be tried again. So does everything else that was selected.
    const gone = new Set(doomed?.map(({ id }) => id).filter((id) => !outcome.reasons.has(id)));
    setSelection((before) => {
      const kept = [...Object.keys(before).filter((id) => !gone.has(id)), ...outcome.reasons.keys()];
      return Object.fromEntries(kept.map((id) => [id, true]));
    });
  };
  const retry = () => void listing.refetch();

  return (
    <section className="view credentials" aria-label="Credentials">
      <h1 className="hidden">Credentials</h1>
      <Filters address={address} rows={rows} teams={teams.data ?? []} />
      {teams.error && (
        <FailureNotice
          error={teams.error}
          what="The names of the teams could not be read, so their ids are shown."
          onRetry={() => void teams.refetch()}
        />
      )}
      {listing.error && (
        <FailureNotice error={listing.error} what="The credentials could not be read." onRetry={retry} />
      )}
      <FailedScopes failures={listing.data?.failures ?? []} isRetrying={listing.isFetching} onRetry={retry} />
      {result && <DeleteResultNotice result={result} onClose={() => setResult(undefined)} />}
      <div className="bar">
        <ListingProgress
          isFetching={listing.isFetching}
          read={rows.length}
          shown={shown.length}
          onRefresh={retry}
        />
        {selected.length > 0 && (
          <div className="selection" role="group" aria-label="Selection">
            <span aria-live="polite">
              {selected.length} selected{hidden > 0 && ` (${hidden} hidden by filters)`}
            </span>
            <button type="button" className="danger" onClick={() => setDoomed(selected)}>
              Delete…
            </button>
            <button type="button" onClick={() => setSelection({})}>
              Clear
            </button>
          </div>
        )}
      </div>
      <CredentialsTable
        rows={shown}
        selection={selection}
        onSelect={setSelection}
        onOpen={setOpened}
        reasons={result?.reasons}
        empty={
          <Empty
            isReading={listing.isFetching}
            isFailed={listing.isError}
            hasRows={rows.length > 0}
            failed={listing.data?.failures.length ?? 0}
          />
        }
      />
      <DetailsPanel row={opened} onClose={() => setOpened(undefined)} onDelete={(row) => setDoomed([row])} />
      {doomed && <DeleteDialog rows={doomed} onEnd={ended} onCancel={() => setDoomed(undefined)} />}
    </section>
  );
}

interface EmptyProps {
  readonly isReading: boolean;
  readonly isFailed: boolean;
  readonly hasRows: boolean;
  readonly failed: number;
}

/** What to do where there is no row. */
function Empty({ isReading, isFailed, hasRows, failed }: EmptyProps) {
  if (hasRows && isReading) return <p>Nothing that was read so far matches the filters.</p>;
  if (hasRows) {
    return (
      <>
        <p>No credential matches the filters.</p>
        <button type="button" onClick={() => show({ view: "credentials" })}>
          Clear the filters
        </button>
      </>
    );
  }
  if (isReading) return <p>Reading the credentials of all environments and regions…</p>;
  if (isFailed || failed > 0) return <p>Nothing could be read. See the message above.</p>;
  return (
    <>
      <p>No team has a credential of its own yet.</p>
      <button type="button" className="primary" onClick={() => show({ view: "set" })}>
        Set the first one
      </button>
    </>
  );
}
