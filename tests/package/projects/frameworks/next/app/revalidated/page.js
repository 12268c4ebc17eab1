import { listedClientIds } from "../own-fetch.js";

export const revalidate = 3600;

export default async function Page() {
  return <output>{await listedClientIds()}</output>;
}
