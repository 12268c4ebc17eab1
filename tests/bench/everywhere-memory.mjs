// Compares the memory use of long and short listings of all environments and regions.

import { sampled, tablesOf } from "./memory.mjs";

export const title = "Memory everywhere";

export const measure = (options) => sampled((junction) => junction.everywhere().list(), options);

export const tables = (data) => tablesOf("everywhere().list()", data);
