// The page of `docs/embedding.md`, and what a person does with it.

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { CredentialsPage } from "./credentials-page.js";

export const cache = new QueryClient();

/** Renders the page. */
export function open(): void {
  const root = window.document.body.appendChild(window.document.createElement("div"));
  createRoot(root).render(
    createElement(QueryClientProvider, { client: cache }, createElement(CredentialsPage)),
  );
}

/** Waits until a function returns something that is neither false nor undefined nor empty. */
export async function until<Found>(find: () => Found, what: string): Promise<NonNullable<Found>> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((done) => setTimeout(done, 5))) {
    const found = find();
    if (found) return found;
  }
  throw new Error(`there is no ${what} in: ${text()}`);
}

/** The text of the page. */
export const text = (): string => window.document.body.textContent ?? "";

/** Waits until the page contains a text. */
export const shown = (part: string) => until(() => text().includes(part), `text “${part}”`);

/** Waits for an element with a label. */
export const labelled = <Found extends Element = HTMLInputElement>(label: string) =>
  until(() => window.document.querySelector<Found>(`[aria-label="${label}"]`), `element “${label}”`);

/** Enters a value as a person does. */
export function enter(element: Element, value: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, value);
  element.dispatchEvent(new window.Event(element.matches("select") ? "change" : "input", { bubbles: true }));
}

/** Waits for a button and presses it. */
export async function press(label: string): Promise<void> {
  const isIt = (button: HTMLButtonElement) => button.textContent === label && !button.disabled;
  const buttons = () => Array.from(window.document.querySelectorAll("button"));
  (await until(() => buttons().find(isIt), `button “${label}”`)).click();
}

/** Chooses what to set a credential for, and waits for its form. */
export async function choose(provider: string, env = "sandbox"): Promise<HTMLFormElement> {
  enter(await labelled("Provider"), provider);
  enter(await labelled("Environment"), env);
  await press("Set a credential");
  return labelled<HTMLFormElement>(`Credential of ${provider}`);
}

/** Selects rows of the list. */
export async function select(isSelected: (row: string) => boolean): Promise<void> {
  const list = await labelled<HTMLSelectElement>("Stored");
  for (const option of Array.from(list.options)) option.selected = isSelected(option.textContent ?? "");
  list.dispatchEvent(new window.Event("change", { bubbles: true }));
}
