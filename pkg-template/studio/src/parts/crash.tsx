/** Shows that a part of the page has failed, instead of an empty page. */

import { Component, type ReactNode } from "react";
import { Notice } from "./notice.tsx";

interface CrashProps {
  readonly children: ReactNode;
}

export class Crash extends Component<CrashProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="alone">
        <Notice
          tone="error"
          title="This page has failed."
          actions={
            <button type="button" onClick={() => location.reload()}>
              Reload
            </button>
          }
        >
          Reload it. If it happens again, report a bug of junction-credentials.
        </Notice>
      </main>
    );
  }
}
