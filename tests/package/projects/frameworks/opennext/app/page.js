import { countCredentials } from "./listing.js";

export const dynamic = "force-dynamic";

export default async function Page() {
  return <output>{await countCredentials()}</output>;
}
