/** A link to another address of the page, which the page itself opens. */

import type { MouseEvent, ReactNode } from "react";
import { type Address, show, urlOf } from "../address.ts";

interface LinkProps {
  readonly to: Partial<Address>;
  readonly className?: string;
  readonly isCurrent?: boolean;
  readonly label?: string | undefined;
  readonly tabIndex?: number;
  readonly children: ReactNode;
}

export function Link({ to, className, isCurrent, label, tabIndex, children }: LinkProps) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(to, true);
  };
  return (
    <a
      href={urlOf(to)}
      onClick={open}
      className={className}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={label}
      tabIndex={tabIndex}
    >
      {children}
    </a>
  );
}
