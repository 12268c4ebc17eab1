// A Worker that makes many calls at once, and returns the number of credentials in their results.

import { client } from "client";

const { list } = client((...args) => fetch(...args));

export default {
  async fetch(request) {
    const calls = Number(new URL(request.url).searchParams.get("calls"));
    const pages = await Promise.all(Array.from({ length: calls }, () => list()));
    return Response.json(pages.reduce((count, { credentials }) => count + credentials.length, 0));
  },
};
