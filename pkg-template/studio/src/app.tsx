/** The frame of the page: its views, its server and its session. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type Address, useAddress, type View } from "./address.ts";
import { CoverageView } from "./coverage/coverage-view.tsx";
import { CredentialsView } from "./credentials/credentials-view.tsx";
import { readFacts } from "./data/server.ts";
import { Link } from "./parts/link.tsx";
import { PlanView } from "./plan/plan-view.tsx";
import { onSession, sessionState, useSession } from "./session.ts";
import { EndedSession, NoSession } from "./session-notice.tsx";
import { SetView } from "./set/set-view.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { WaitNotice } from "./wait-notice.tsx";

const titles: { readonly [Name in View]: string } = {
  credentials: "Credentials",
  set: "Set",
  coverage: "Coverage",
  plan: "Plan",
};

export function App() {
  const session = useSession();
  return session === "none" ? <NoSession /> : <Views isEnded={session === "ended"} />;
}

function Views({ isEnded }: { readonly isEnded: boolean }) {
  const address = useAddress();
  const client = useQueryClient();
  const facts = useQuery({ queryKey: ["facts"], queryFn: ({ signal }) => readFacts(signal) });
  const last = useLastAddresses(address);
  const views = (Object.keys(titles) as View[]).filter((view) => view !== "plan" || facts.data?.plan);

  useEffect(() => {
    document.title = `${titles[address.view]} · Junction credentials`;
  }, [address.view]);
  // Everything that failed with the old token is read again with the new one.
  useEffect(
    () =>
      onSession(() => {
        if (sessionState() === "open") void client.invalidateQueries();
      }),
    [client],
  );

  return (
    <>
      <header className="top">
        <span className="brand">Junction credentials</span>
        <nav aria-label="Views">
          {views.map((view) => (
            <Link key={view} to={last[view] ?? { view }} isCurrent={view === address.view}>
              {titles[view]}
            </Link>
          ))}
        </nav>
        <span className="facts">
          <ThemeButton />
          {facts.data?.demo && <span className="badge">Sample data</span>}
          {facts.data && <span className="muted version">{facts.data.version}</span>}
        </span>
      </header>
      {isEnded && <EndedSession />}
      <WaitNotice />
      <main tabIndex={-1}>
        {address.view === "credentials" && <CredentialsView address={address} />}
        {address.view === "coverage" && <CoverageView address={address} />}
        {address.view === "plan" && <PlanView />}
        {/* Stays on the page, so that what was typed is not lost by a look at another view. */}
        {last.set && <SetView address={last.set} isHidden={address.view !== "set"} />}
      </main>
    </>
  );
}

/** The last address of each view that was shown. */
function useLastAddresses(address: Address): { readonly [Name in View]?: Address } {
  const last = useRef<{ [Name in View]?: Address }>({});
  last.current[address.view] = address;
  return last.current;
}
