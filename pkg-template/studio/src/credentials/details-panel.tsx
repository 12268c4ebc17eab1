/** Everything that is known of one credential, without its secrets. */

import { Dialog } from "@base-ui/react/dialog";
import { useRef } from "react";
import { show } from "../address.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { ScopeLabel } from "../parts/scope-label.tsx";
import { entriesOf } from "./entries.ts";
import type { Row } from "./rows.ts";

interface DetailsPanelProps {
  /** The credential to show. Undefined for none. */
  readonly row: Row | undefined;
  readonly onClose: () => void;
  readonly onDelete: (row: Row) => void;
}

export function DetailsPanel({ row, onClose, onDelete }: DetailsPanelProps) {
  // Keeps its content while it disappears.
  const last = useRef(row);
  if (row) last.current = row;
  const shown = row ?? last.current;
  return (
    <Dialog.Root open={row !== undefined} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="panel">
          {shown && <Details row={shown} onClose={onClose} onDelete={onDelete} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Details({ row, onClose, onDelete }: DetailsPanelProps & { readonly row: Row }) {
  const { env, region, provider, credential } = row;
  const edit = () => {
    onClose();
    show({ view: "set", team: credential.team_id, provider, env, region });
  };
  return (
    <>
      <header className="panel-head">
        <div>
          <Dialog.Title>
            {provider} of <bdi>{row.team}</bdi>
          </Dialog.Title>
          <ScopeLabel scope={row} />
        </div>
        <Dialog.Close className="small" aria-label="Close">
          ×
        </Dialog.Close>
      </header>
      <dl className="entries">
        {entriesOf(credential).map(({ name, value, isSecret }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isSecret ? <span className="muted">hidden</span> : <Value name={name} value={value} />}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        Junction never returns a client secret. Other secrets are hidden by the server of this page.
      </p>
      <footer className="panel-foot">
        <button type="button" className="primary" onClick={edit}>
          Set again
        </button>
        <button
          type="button"
          className="danger"
          onClick={() => {
            onClose();
            onDelete(row);
          }}
        >
          Delete…
        </button>
      </footer>
    </>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  const isLink = name === "app_url" && /^https?:\/\//i.test(value);
  return (
    <>
      {isLink ? (
        <a href={value} target="_blank" rel="noreferrer">
          {value}
        </a>
      ) : (
        <span>{value}</span>
      )}
      {["id", "team_id", "client_id"].includes(name) && <CopyButton text={value} what={name} />}
    </>
  );
}
