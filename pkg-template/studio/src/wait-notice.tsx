/** Says that Junction asked the page to wait, above the view that waits. */

import type { AttemptReport } from "junction-credentials";
import { duration } from "./data/failure.ts";
import { useLongWaits } from "./data/long-waits.ts";
import { scopeName } from "./data/scopes.ts";
import { Notice } from "./parts/notice.tsx";

export function WaitNotice() {
  const waits = useLongWaits();
  const [last] = waits.slice(-1);
  if (!last) return null;
  return (
    <div className="session">
      <Notice
        tone="warning"
        title={
          last.status === 429
            ? "Junction received too many requests."
            : "Junction cannot respond at the moment."
        }
      >
        {[...new Set(waits.map(sentenceOf))].join(" ")}
      </Notice>
    </div>
  );
}

function sentenceOf({ env, region, retryInMs = 0 }: AttemptReport): string {
  const what = env && region ? `the request for ${scopeName({ env, region })}` : "a request";
  return `The page repeats ${what} after ${duration(retryInMs)}.`;
}
