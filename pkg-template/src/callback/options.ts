/** The options of `forwardCallback`. */

import type { CallbackHosts, CallbackScope } from "./scopes.js";

/** A callback that was forwarded. It contains nothing of the query. */
export interface ForwardedCallback extends CallbackScope {
  /** The provider. */
  readonly provider: string;
}

/** The options of `forwardCallback`. */
export interface CallbackOptions {
  /**
   * The environments and regions whose callbacks arrive here, at least one. With one, every callback is forwarded there,
   * unless its link token names another. With several, the link token in `state` decides.
   */
  readonly scopes: readonly CallbackScope[];
  /** The providers whose callbacks arrive here, at least one. The last segment of the path is compared exactly. */
  readonly providers: readonly string[];
  /** The domain of the API. Default: `"junction"`. */
  readonly hosts?: CallbackHosts | undefined;
  /**
   * More values of `aud` in link tokens, and what they stand for, should Junction's addresses change. Default: none.
   */
  readonly audiences?: { readonly [audience: string]: CallbackScope } | undefined;
  /** Return null for a callback whose `state` is no link token of Junction, because it is your own. Default: `false`. */
  readonly shared?: boolean | undefined;
  /**
   * Called for each callback that is forwarded, for metrics. It is not awaited. Errors that it throws and rejections are
   * ignored. Default: none.
   *
   * @param forwarded What was forwarded.
   */
  readonly onForward?: ((forwarded: ForwardedCallback) => void) | undefined;
}
