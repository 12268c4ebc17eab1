// A Worker that tells in which async contexts the package calls back.

import { contexts } from "./contexts.mjs";

export default {
  async fetch() {
    return Response.json(await contexts());
  },
};
