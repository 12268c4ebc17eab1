import { listedClientIds } from "../own-fetch.js";

export default async function Page() {
  return <output>{await listedClientIds()}</output>;
}
