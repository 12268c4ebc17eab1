/** What became of the last deletion. */

import { Code, Notice } from "../parts/notice.tsx";
import { ScopeLabel } from "../parts/scope-label.tsx";
import type { DeleteResult } from "./deletion.ts";

interface DeleteResultNoticeProps {
  readonly result: DeleteResult;
  readonly onClose: () => void;
}

const mostReasons = 8;

export function DeleteResultNotice({ result, onClose }: DeleteResultNoticeProps) {
  const { deleted, missing, kept, reasons, lost } = result;
  const refused = kept.length - lost;
  const title = [
    ...(deleted > 0 ? [`${deleted} deleted.`] : []),
    ...(missing > 0 ? [`${missing} had been deleted before.`] : []),
    ...(refused > 0 ? [`${refused} could not be deleted and ${stay(refused)} selected.`] : []),
    ...(lost > 0 ? [`${lost} may have been deleted and ${stay(lost)} selected.`] : []),
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
              {row.provider} of <bdi>{row.team}</bdi> <ScopeLabel scope={row} />:{" "}
              <Code text={reasons.get(row.id) ?? ""} />
            </li>
          ))}
          {kept.length > mostReasons && <li>{kept.length - mostReasons} more, which the table marks.</li>}
        </ul>
      )}
    </Notice>
  );
}

const stay = (count: number): string => (count === 1 ? "stays" : "stay");
