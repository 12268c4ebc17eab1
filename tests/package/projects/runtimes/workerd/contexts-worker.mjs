// A Worker that reports the async contexts in which the package calls the caller's code.

import { contexts } from "./contexts.mjs";

export default {
  async fetch() {
    return Response.json(await contexts());
  },
};
