// Visits to the page of `docs/embedding.md`: node --import ./dom.js visits.js VISIT.

import assert from "node:assert/strict";
import { appointmentProviders, labs, labsProviders, providers } from "junction-credentials";
import { beforeResponses } from "./dom.js";
import { fieldsOf } from "./form-body.js";
import { cache, choose, enter, labelled, open, press, select, shown, text, until } from "./page.js";

const settable = [...new Set([...providers, ...labs, ...labsProviders, ...appointmentProviders])];
const sent = (operation: string) => api.requests.filter((request) => request.operation === operation);
const rows = () =>
  Array.from(window.document.querySelectorAll("[aria-label=Stored] option"), (row) => row.textContent ?? "");
/** The message at a field. */
const problemAt = (input: Element) => input.closest("fieldset")?.querySelector("[role=alert]")?.textContent;

const visits: Record<string, () => Promise<void>> = {
  async listing() {
    globalThis.userOf = async () => ({ email: "ada@example.com", team_ids: api.teams.map(({ id }) => id) });
    api.faults.push({ kind: "status", status: 403, operation: "list" });
    let arrive = () => {};
    const second = new Promise<void>((done) => {
      arrive = done;
    });
    beforeResponses((url) => url.searchParams.has("next_cursor") && second);
    open();

    await shown("credentials so far");
    const early = await until(() => rows().length, "row");
    arrive();
    await until(() => !text().includes("so far"), "end of the listing");

    assert.ok(rows().length > early, `${rows().length} after ${early}`);
    assert.match(rows()[0] ?? "", / of Clinic .* in sandbox us/);
    assert.match(text(), /production us was not read to its end\. .*key/);

    enter(await labelled("Environment"), "production");
    await press("Set a credential");
    assert.equal(window.document.querySelector("fieldset"), null);
  },

  async providers() {
    api.credentials.length = 0;
    open();

    for (const provider of settable) {
      const form = await choose(provider);
      for (const { path, kind, options = [] } of fieldsOf(provider)) {
        const input = form.querySelector(`[name="${path}"]`) as HTMLInputElement | null;
        if (!input) continue; // of the other shape of `labcorp`
        if (kind === "boolean" || kind === "choices") input.click();
        else if (kind === "choice") enter(input, options[0] ?? "");
        else
          enter(
            input,
            kind === "json" ? '{"any":"typed-json"}' : kind === "list" ? "CA, NY" : `typed-${path}`,
          );
      }
      await press("Set in sandbox");
      await until(
        () => api.credentials.at(-1)?.source === provider,
        `credential of ${provider}: ${form.textContent}`,
      );
      await until(() => !form.isConnected, "end of the form");

      const inputs = window.document.querySelectorAll<HTMLInputElement>("input, textarea");
      assert.doesNotMatch(Array.from(inputs, ({ value }) => value).join(), /typed/);
    }

    const stored = new Map(api.credentials.map(({ source, details }) => [source as string, details]));
    assert.deepEqual(stored.size, settable.length);
    assert.deepEqual(stored.get("quest"), {
      sub_account_id: "typed-details.sub_account_id",
      sub_account_name: "typed-details.sub_account_name",
      allowed_billing_types: ["client_bill"],
      disallowed_billing_states: {
        client_bill: ["CA", "NY"],
        commercial_insurance: ["CA", "NY"],
        patient_bill_passthrough: ["CA", "NY"],
        patient_bill: ["CA", "NY"],
      },
      quest: { any: "typed-json" },
      allowed_business_units: ["CA", "NY"],
    });
    const kept = JSON.stringify(
      [cache.getQueryCache().getAll(), cache.getMutationCache().getAll()].flat().map(({ state }) => state),
    );
    assert.match(kept, /typed-client_id/);
    assert.doesNotMatch(kept + text(), /typed-(client_secret|json|details\.[\w.]*(token|secret))/);
  },

  async shapes() {
    api.credentials.length = 0;
    open();
    const form = await choose("labcorp");
    enter(await labelled("Client ID"), "typed");
    enter(await labelled("Details"), "LabcorpProviderDetails");

    enter(await labelled("Sending facility"), "typed");
    assert.equal(form.querySelector('[aria-label="Account number"]'), null);
    await press("Set in sandbox");

    const receiver = await labelled("Receiving facility");
    assert.match((await until(() => problemAt(receiver), "problem")) ?? "", /missing/);
    assert.equal(sent("set").length, 0);
  },

  async errors() {
    api.credentials.length = 0;
    open();
    await choose("google_health");
    await press("Set in sandbox");
    const number = await labelled("Project number");
    const email = await labelled("Service account email");
    await until(() => problemAt(number) && problemAt(email), "problem at each field");
    await shown("enter at least one value");
    assert.equal(sent("set").length, 0);

    enter(number, "1");
    enter(email, "typed@example.com");
    await until(() => !problemAt(number) && !problemAt(email), "field without a problem");
    const detail = [
      { loc: ["body", "details", "project_number"], msg: "no such project", type: "value_error" },
    ];
    api.faults.push({ kind: "status", status: 422, operation: "set", body: JSON.stringify({ detail }) });
    email.focus();
    await press("Set in sandbox");
    await until(() => problemAt(number) === "no such project", "problem of Junction");
    await until(() => window.document.activeElement === number, "focus at the problem");

    enter(number, "2");
    api.faults.push({ kind: "network", operation: "set" });
    await press("Set in sandbox");
    await shown("It is not known whether this was done.");
    await press("Set in sandbox");
    await until(() => api.credentials.length === 1, "credential");
  },

  async replacing() {
    api.credentials.length = 0;
    const details = {
      fitbit: {
        workout_verify_token: "old-w",
        sleep_verify_token: "old-s",
        body_verify_token: "old-b",
        is_hr_enabled: true,
      },
    };
    api
      .scope("sandbox", "us")
      .set({ team_id, provider: "fitbit", client_id: "old-id", client_secret: "old", details });
    open();
    await shown("fitbit of Clinic North");
    const form = await choose("fitbit");

    assert.equal((await labelled("Client ID")).value, "old-id");
    assert.equal((await labelled("Is HR enabled")).checked, true);
    assert.equal((await labelled("Sleep verify token")).value, "");
    assert.doesNotMatch(form.innerHTML, /\*\*\*|old-s/);
    for (const name of ["Workout", "Sleep", "Body"]) enter(await labelled(`${name} verify token`), "new");
    await press("Replace in sandbox");
    const secret = await labelled("Client secret");
    await until(() => problemAt(secret), "problem of the secret");
    enter(secret, "new");
    await press("Replace in sandbox");

    await until(() => !form.isConnected, "end of the form");
    assert.equal(rows().length, 1);
    assert.deepEqual(api.credentials[0]?.details, {
      fitbit: {
        is_hr_enabled: true,
        workout_verify_token: "new",
        sleep_verify_token: "new",
        body_verify_token: "new",
      },
    });
  },

  async steps() {
    const copied: string[] = [];
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (value: string) => copied.push(value) },
    });
    open();
    await choose("strava");
    await press("Copy");
    await shown("Copied");

    assert.equal(copied[0], window.document.querySelector("[aria-label=Steps] code")?.textContent);
  },

  async deletion() {
    api.credentials.length = 0;
    for (const provider of ["strava", "oura", "polar"] as const)
      api.scope("sandbox", "us").set({ team_id, provider });
    api.scope("production", "us").set({ team_id, provider: "wahoo" });
    open();
    await until(() => rows().length === 4 && !text().includes("so far"), "complete list");
    const [kept] = api.credentials;
    globalThis.confirm = () => true;

    // Somebody else deletes one, and Junction does not delete another one.
    api.credentials.splice(1, 1);
    const [polar] = api.credentials.filter(({ source }) => source === "polar");
    const body = JSON.stringify({ success: [polar?.id], failure: [kept?.id], not_found: [] });
    api.faults.push({ kind: "status", status: 200, operation: "delete", body });
    await select((row) => row.includes("sandbox"));
    await press("Delete…");
    await shown("Junction did not delete it.");
    assert.deepEqual(
      rows()
        .map((row) => row.split(" ")[0])
        .sort(),
      ["strava", "wahoo"],
    );

    globalThis.prompt = () => "no";
    await select((row) => row.includes("production"));
    await press("Delete…");
    assert.equal(api.scope("production", "us").credentials.length, 1);
    globalThis.prompt = () => "production";
    await press("Delete…");
    await until(() => rows().length === 1, "shorter list");
    assert.equal(api.scope("production", "us").credentials.length, 0);
  },
};

const visit = visits[process.argv[2] ?? ""];
if (!visit) throw new Error("there is no such visit");
await visit();
// Timers of the cache would keep the process alive.
process.exit(0);
