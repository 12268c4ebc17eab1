// The page as a type of typia, whose checks were generated beforehand.

export { check } from "../made/typia.mjs";
