/** Shows the form when the package is ready. */

import { init } from "junction-credentials";
import wasm from "junction-credentials/wasm";
import { createRoot } from "react-dom/client";
import { FitbitForm } from "./form.js";

await init(wasm);
const [main] = document.getElementsByTagName("main");
if (main) createRoot(main).render(<FitbitForm team_id="0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11" />);
