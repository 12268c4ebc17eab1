/** The confirmation of a deletion. For production, it asks for the names of the providers. */

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { Row } from "../credentials/rows.ts";
import { forgetRows } from "../data/listing.ts";
import { ScopeLabel } from "../parts/scope-label.tsx";
import { type DeleteResult, deleteAll } from "./deletion.ts";

interface DeleteDialogProps {
  readonly rows: readonly Row[];
  readonly onEnd: (result: DeleteResult) => void;
  readonly onCancel: () => void;
}

export function DeleteDialog({ rows, onEnd, onCancel }: DeleteDialogProps) {
  const client = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const providers = [
    ...new Set(rows.filter(({ env }) => env === "production").map(({ provider }) => provider)),
  ];
  const isConfirmed = providers.every((provider) => typed.get(provider)?.trim() === provider);
  const what = rows.length === 1 ? "this credential" : `these ${rows.length} credentials`;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isConfirmed || isRunning) return;
    setRunning(true);
    onEnd(await deleteAll(rows, (ids) => forgetRows(client, ids)));
  };

  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => isOpen || isRunning || onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog">
          <form onSubmit={submit}>
            <AlertDialog.Title>Delete {what}?</AlertDialog.Title>
            <AlertDialog.Description>
              Users of {rows.length === 1 ? "this team" : "these teams"} can then no longer connect through{" "}
              {rows.length === 1 ? "it" : "them"}. This cannot be undone: to restore one, its secrets have to
              be entered again.
            </AlertDialog.Description>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard. */}
            <ul className="doomed" tabIndex={0} aria-label="What is deleted">
              {rows.map((row) => (
                <li key={row.id}>
                  <span>{row.team}</span> <span>{row.provider}</span> <ScopeLabel scope={row} />
                </li>
              ))}
            </ul>
            {providers.map((provider) => (
              <Confirmation
                key={provider}
                provider={provider}
                value={typed.get(provider) ?? ""}
                onType={(value) => setTyped(new Map(typed).set(provider, value))}
              />
            ))}
            <footer className="dialog-foot">
              <AlertDialog.Close disabled={isRunning}>Cancel</AlertDialog.Close>
              <button type="submit" className="danger filled" disabled={!isConfirmed || isRunning}>
                {isRunning ? "Deleting…" : `Delete ${rows.length === 1 ? "it" : rows.length}`}
              </button>
            </footer>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

interface ConfirmationProps {
  readonly provider: string;
  readonly value: string;
  readonly onType: (value: string) => void;
}

function Confirmation({ provider, value, onType }: ConfirmationProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        This is production. Type <code>{provider}</code> to confirm
      </label>
      <input
        id={id}
        value={value}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
