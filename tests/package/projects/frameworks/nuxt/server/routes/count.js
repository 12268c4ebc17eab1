import { defineEventHandler } from "h3";
import { countCredentials } from "../../listing.js";

export default defineEventHandler(async () => String(await countCredentials()));
