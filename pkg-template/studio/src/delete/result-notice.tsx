/** What became of the last deletion. */

import { Notice } from "../parts/notice.tsx";
import { ScopeLabel } from "../parts/scope-label.tsx";
import type { DeleteResult } from "./deletion.ts";

interface DeleteResultNoticeProps {
  readonly result: DeleteResult;
  readonly onClose: () => void;
}

const mostReasons = 8;

export function DeleteResultNotice({ result, onClose }: DeleteResultNoticeProps) {
  const { deleted, missing, kept, reasons } = result;
  const title = [
    ...(deleted > 0 ? [`${deleted} deleted.`] : []),
    ...(missing > 0 ? [`${missing} had been deleted before.`] : []),
    ...(kept.length > 0
      ? [`${kept.length} could not be deleted and ${kept.length === 1 ? "stays" : "stay"} selected.`]
      : []),
  ].join(" ");
  const close = (
    <button type="button" className="small" onClick={onClose}>
      Dismiss
    </button>
  );
  return (
    <Notice tone={kept.length > 0 ? "error" : "done"} title={title} actions={close}>
      {kept.length > 0 && (
        <ul>
          {kept.slice(0, mostReasons).map((row) => (
            <li key={row.id}>
              {row.provider} of {row.team} <ScopeLabel scope={row} />: {reasons.get(row.id)}
            </li>
          ))}
          {kept.length > mostReasons && <li>{kept.length - mostReasons} more, which the table marks.</li>}
        </ul>
      )}
    </Notice>
  );
}
