/** Measures a page from inside: the time of its first row, its frames, its memory, and how quickly it answers keys. */

import type { Page } from "playwright-core";
import { type Inside, inside } from "./inside.js";

/** Notes when the first row of the table enters the document. Called before the page is opened. */
export async function watchFirstRow(page: Page): Promise<void> {
  await page.addInitScript(`
    new MutationObserver((_, observer) => {
      if (!document.querySelector("[role=row] input[type=checkbox][aria-label^='Select ']")) return;
      globalThis.firstRowMs = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  `);
}

/** When the page was loaded, and when its first row was there, in milliseconds since it was asked for. */
export async function arrival(page: Page): Promise<{ readonly loadMs: number; readonly firstRowMs: number }> {
  return await inside(page, ({ performance, firstRowMs }) => {
    const [{ loadEventEnd }] = performance.getEntriesByType("navigation");
    return { loadMs: Math.round(loadEventEnd), firstRowMs: Math.round(firstRowMs) };
  });
}

/** What a pass over the table took. */
export interface Pass {
  /** The longest frame, in milliseconds. */
  readonly worstMs: number;
  /** The longest time of the processor that one task of the page took, whatever else the machine had to do. */
  readonly workMs: number;
  readonly frames: number;
  /** The largest number of rows in the document at once. */
  readonly rows: number;
  /** How many different rows were in the document. */
  readonly seen: number;
}

/** Scrolls from the first row to the last, by the given number of pixels in each frame. */
export async function scrolled(page: Page, step: number): Promise<Pass> {
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: [taskCategory] });
  const { frames, long, ...counts } = await inside(page, scrollInside, step);
  const trace = await browser?.stopTracing();
  const worstMs = Math.round(Math.max(...[...frames, ...long]));
  return { ...counts, worstMs, workMs: longestTask(JSON.parse(`${trace}`)), frames: frames.length };
}

const taskCategory = "disabled-by-default-devtools.timeline";

/** The longest task of the main thread of a page. */
function longestTask({ traceEvents }: { readonly traceEvents: readonly Inside[] }): number {
  const isMain = ({ name, args }: Inside) => name === "thread_name" && args.name === "CrRendererMain";
  const threads = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === "RunTask" && threads.has(`${pid} ${tid}`),
  );
  // In microseconds.
  return Math.round(Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000);
}

/** Runs in the page. */
function scrollInside(window: Inside, step: number) {
  const body = window.document.querySelector("[role=grid] [data-index]").closest("[role=rowgroup]");
  const frames: number[] = [];
  // The frames of more than 50 ms that the browser itself has noted.
  const long: number[] = [];
  const seen = new Set<number>();
  let rows = 0;
  const note = (entries: Inside[]) => {
    for (const { duration } of entries) long.push(duration);
  };
  const observer = new window.PerformanceObserver((list: Inside) => note(list.getEntries()));
  observer.observe({ type: "long-animation-frame" });
  const look = () => {
    const shown = [...body.querySelectorAll("[aria-rowindex]")];
    rows = Math.max(rows, shown.length);
    for (const row of shown) seen.add(Number(row.getAttribute("aria-rowindex")));
  };
  const frame = (): Promise<number> => new Promise((resolve) => window.requestAnimationFrame(resolve));
  return run();

  async function run() {
    // The jump to the beginning is no part of it.
    body.scrollTop = 0;
    for (let count = 0; count < 5; count += 1) await frame();
    look();
    for (let last = await frame(); body.scrollTop + body.clientHeight < body.scrollHeight - 1; ) {
      body.scrollTop += step;
      const now = await frame();
      frames.push(now - last);
      last = now;
      look();
    }
    await frame();
    look();
    note(observer.takeRecords());
    observer.disconnect();
    return { frames, long, rows, seen: seen.size };
  }
}

/** The size of the heap and the number of nodes, after garbage was collected. */
export async function memoryOf(page: Page): Promise<{ readonly megabytes: number; readonly nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // Some garbage is found only in the second pass.
  for (let pass = 0; pass < 2; pass += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { megabytes: of("JSHeapUsedSize") / 2 ** 20, nodes: of("Nodes") };
}

/** Types a text, and returns the longest time from a key to the next frame, in milliseconds. */
export async function typed(page: Page, text: string): Promise<number> {
  await inside(page, (window) => {
    window.keysMs = [];
    new window.PerformanceObserver((list: Inside) => {
      for (const { name, duration } of list.getEntries())
        if (name === "keydown") window.keysMs.push(duration);
    }).observe({ type: "event", durationThreshold: 16 });
  });
  await page.getByRole("searchbox", { name: "Search" }).pressSequentially(text, { delay: 120 });
  await page.waitForFunction("globalThis.keysMs.length > 0");
  return await inside(page, ({ keysMs }) => Math.max(...keysMs));
}
