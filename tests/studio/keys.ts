/** Moves through the page with the keyboard, and looks at each stop. */

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A place where the focus stays. */
export interface Stop {
  /** Whether it is in the page. After the last stop, the focus is in the window of the browser. */
  readonly isInPage: boolean;
  /** The number that `controlsOf` has given the element. */
  readonly control: number | null;
  /** What it is, for people who read a failure. */
  readonly what: string;
  /** Whether it can be seen that it has the focus. */
  readonly isVisible: boolean;
}

/** The element that has the focus. */
export const stopOf = (page: Page): Promise<Stop> =>
  page.locator("html").evaluate((html) => {
    const { ownerDocument: document } = html;
    const { activeElement: active } = document;
    const styleOf = document.defaultView.getComputedStyle;
    const isMarked = (node: unknown) => {
      if (!node) return false;
      const { outlineStyle, outlineWidth, boxShadow } = styleOf(node);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    };
    const text = active?.getAttribute("aria-label") ?? active?.labels?.[0]?.innerText ?? active?.innerText;
    return {
      isInPage: active !== null && active !== document.body,
      control: active?.control ?? null,
      what: `${active?.tagName.toLowerCase()} ${text ?? ""}`.replace(/\s+/g, " ").slice(0, 60).trim(),
      // A field may show the focus at the box around it.
      isVisible: isMarked(active) || isMarked(active?.closest("label")),
    };
  });

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll(([node]) => node !== undefined && node === node.ownerDocument.activeElement);

/**
 * Presses a key until an element has the focus. Every stop on the way must be seen.
 *
 * @param key Default: the tab key.
 */
export async function moveTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  const stops: Stop[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    stops.push(stop);
    expect(stop.isInPage && !stop.isVisible ? `${stop.what} does not show its focus` : "").toBe("");
    if (await isFocused(target)) return;
  }
  throw new Error(`not reached: ${target}. Stops: ${stops.map(({ what }) => what).join(" | ")}`);
}

/** Moves to an element with the tab key, and presses another one there. */
export async function press(page: Page, target: Locator, key: string): Promise<void> {
  await moveTo(page, target);
  await page.keyboard.press(key);
}

/** Presses the tab key from the start of the page until the focus leaves it or begins anew. Returns the stops. */
export async function tour(page: Page, key = "Tab"): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < 150) {
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    // Backwards, the focus may go from the first control to the last one at once.
    if (!stop.isInPage || stop.control === stops[0]?.control) return stops;
    stops.push(stop);
  }
  throw new Error(`the focus does not leave the page: ${stops.map(({ what }) => what).join(" | ")}`);
}

/**
 * Numbers the elements that a person can use with a mouse and that the tab key should reach, in their order: of a group
 * of radios only one.
 */
export const controlsOf = (page: Page): Promise<number[]> =>
  page.locator("html").evaluate((html) => {
    const radios = [...html.querySelectorAll("[type=radio]")];
    const controls = [...html.querySelectorAll("a[href], button, input, select, textarea, [tabindex='0']")]
      .filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility())
      .filter((node) => node.type !== "radio" || node === stopOfGroup(node.name));
    for (const [index, node] of controls.entries()) node.control = index;
    return controls.map((_, index) => index);

    function stopOfGroup(group: string) {
      const own = radios.filter(({ name }) => name === group);
      return own.find(({ checked }) => checked) ?? own[0];
    }
  });
