// Lists with fetch and a zod schema.

import { check } from "../peers/zod.mjs";
import { client } from "./hand-written.mjs";

export const { list } = client(globalThis.fetch, check);
