// The page as a typia type whose validator was generated at build time.

export { check } from "../made/typia.mjs";
