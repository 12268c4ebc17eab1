/** The name of an environment and region. Production is marked apart. */

import { type Scope, scopeName } from "../data/scopes.ts";

export function ScopeLabel({ scope }: { readonly scope: Scope }) {
  return <span className={`scope ${scope.env}`}>{scopeName(scope)}</span>;
}
