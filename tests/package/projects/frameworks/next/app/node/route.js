import { countCredentials } from "../listing.js";

export const dynamic = "force-dynamic";

export async function GET() {
  return new Response(await countCredentials());
}
