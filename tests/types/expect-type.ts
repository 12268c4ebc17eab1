/** Compares types for equality. Nothing here is ever run; only the compiler checks it. */

/** Accepts a value whose type is exactly the expected one: not wider, not narrower, and not `any`. */
export declare function expectType<Expected>(): <const Actual>(
  value: Actual,
  ...difference: Same<Expected, Actual> extends true ? [] : [{ expected: Expected; actual: Actual }]
) => void;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Declares a value of a type. */
export declare function some<Value>(): Value;
