import { countCredentials } from "../listing.js";

export const runtime = "edge";

export async function GET() {
  return new Response(await countCredentials());
}
