/** Starts the page. */

// First, so that the token leaves the URL before any other code runs.
import "./session.ts";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { init } from "junction-credentials";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Crash } from "./parts/crash.tsx";
import { keepFocus } from "./parts/focus.ts";
import { Notice } from "./parts/notice.tsx";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/table.css";
import "./styles/form.css";
import "./styles/views.css";

const client = new QueryClient({
  defaultOptions: {
    // The client of the package retries. The server runs on this machine, also without a network.
    queries: {
      retry: false,
      networkMode: "always",
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
    },
  },
});

keepFocus();
const root = createRoot(document.getElementById("root") as HTMLElement);

init().then(
  () =>
    root.render(
      <StrictMode>
        <CSPProvider disableStyleElements>
          <QueryClientProvider client={client}>
            <Crash>
              <App />
            </Crash>
          </QueryClientProvider>
        </CSPProvider>
      </StrictMode>,
    ),
  () =>
    root.render(
      <main>
        <Notice tone="error" title="This page could not be loaded.">
          Check that <code>npx junction-credentials studio</code> still runs in its terminal, then reload the
          page.
        </Notice>
      </main>,
    ),
);
