/** What to do without a token, and with one that the server no longer accepts. */

import { type FormEvent, useState } from "react";
import { Notice } from "./parts/notice.tsx";
import { continueWith } from "./session.ts";

/** Shown in place of everything else. No request is sent. */
export function NoSession() {
  return (
    <main className="alone">
      <h1>Junction credentials</h1>
      <Notice tone="info" title="This tab has no token.">
        The server accepts only tabs that were opened with the URL that it prints. Go to the terminal where{" "}
        <code>npx junction-credentials studio</code> runs, copy the whole URL, and open it here.
      </Notice>
      <TokenForm />
    </main>
  );
}

/** Shown above the view, which keeps what was typed. */
export function EndedSession() {
  return (
    <section className="session" aria-label="Session">
      <Notice tone="error" title="The server was restarted, so it no longer accepts the token of this tab.">
        What you typed stays on this page. Paste the URL that the server printed when it was started last, and
        continue.
      </Notice>
      <TokenForm />
    </section>
  );
}

function TokenForm() {
  const [problem, setProblem] = useState("");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem("url") as HTMLInputElement;
    const found = tokenOf(input.value.trim());
    if ("problem" in found) {
      setProblem(found.problem);
      return;
    }
    input.value = "";
    continueWith(found.token);
  };
  return (
    <form className="token" onSubmit={submit} noValidate>
      <label htmlFor="printed-url">The printed URL</label>
      <div className="row">
        {/* Masked, because it contains the token. */}
        <input
          id="printed-url"
          name="url"
          type="password"
          autoComplete="off"
          aria-invalid={problem !== ""}
          aria-describedby="printed-url-problem"
        />
        <button type="submit" className="primary">
          Continue
        </button>
      </div>
      <p id="printed-url-problem" className="problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

function tokenOf(text: string): { readonly token: string } | { readonly problem: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const token = url && new URLSearchParams(url.hash.slice(1)).get("token");
  if (!url || !token) return { problem: "Paste the whole URL, which ends with #token= and the token." };
  if (url.origin !== location.origin)
    return { problem: `This URL belongs to ${url.origin}. Open it in a new tab.` };
  return { token };
}
