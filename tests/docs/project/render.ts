// Renders each component that an example exports: node render.js EXAMPLE.

import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const components: FunctionComponent[] = Object.values(await import(process.argv[2] ?? ""));
if (components.length === 0) throw new Error("the example exports no component");
for (const component of components) console.log(renderToStaticMarkup(createElement(component)));
