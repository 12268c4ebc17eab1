/** Keeps the focus on the page. */

/** The time that a dialog takes to return the focus after it has closed. */
const msUntilMoved = 100;

/** Moves the focus to the view when the element that had it has left the page. The tab key would start at the top else. */
export function keepFocus(): void {
  let last: Element | null = null;
  addEventListener("focusin", ({ target }) => {
    last = target instanceof Element ? target : null;
  });
  const move = () => {
    if (document.activeElement !== document.body || last?.checkVisibility() !== false) return;
    last = null;
    document.querySelector("main")?.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (last?.checkVisibility() === false) setTimeout(move, msUntilMoved);
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["hidden"] });
}
