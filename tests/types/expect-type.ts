/** Compares types to the letter. Nothing here is ever run: the compiler is the judge. */

/** Takes a value whose type is the expected one: no wider, no narrower, and not `any`. */
export declare function expectType<Expected>(): <const Actual>(
  value: Actual,
  ...difference: Same<Expected, Actual> extends true ? [] : [{ expected: Expected; actual: Actual }]
) => void;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Stands for a value of a type. */
export declare function some<Value>(): Value;
