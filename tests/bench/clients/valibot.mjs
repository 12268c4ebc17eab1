// Lists with fetch and a valibot schema.

import { check } from "../peers/valibot.mjs";
import { client } from "./hand-written.mjs";

export const { list } = client(globalThis.fetch, check);
