"use client";

import { init } from "junction-credentials";
import { useEffect, useState } from "react";
import { countCredentials } from "./listing.js";

export default function Page() {
  const [count, setCount] = useState();
  useEffect(() => {
    init().then(countCredentials).then(setCount);
  }, []);
  return <output>{count}</output>;
}
