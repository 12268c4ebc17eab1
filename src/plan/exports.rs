//! The functions that the module of `junction-credentials/plan` exports. Arguments and results are JSON, unless stated
//! otherwise. Pairs are lines.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::check::UnknownProviders;

/// Lists all that is wrong in a config whose references have been resolved: `[[path, message], …]`.
#[wasm_bindgen(js_name = configIssues)]
pub fn config_issues(config: &str, allow_unknown_providers: bool) -> String {
    let unknown_providers = match allow_unknown_providers {
        true => UnknownProviders::Allowed,
        false => UnknownProviders::Refused,
    };
    super::config_issues(config, unknown_providers)
}

/// Says why a text is not JSON: `[[path, message]]`. The message names the position and nothing of the text.
#[wasm_bindgen(js_name = jsonIssues)]
pub fn json_issues(text: &str) -> String {
    super::json_issues(text)
}

/// Says whether options have other names than those of a function (`plan`, `apply` or `pull`), and whether its choices are
/// known: `[[path, message], …]`. Options other than choices may have any value.
#[wasm_bindgen(js_name = optionIssues)]
pub fn option_issues(function: &str, options: &str) -> String {
    super::option_issues(function, options)
}

/// Whether a value of an entry may be a reference. `path` is text that leads from the entry to the value, with a NUL after each
/// step: `.` and a key, or `#` for an item of an array.
#[wasm_bindgen(js_name = isReferable)]
pub fn is_referable(path: &str) -> bool {
    super::is_referable(path)
}

/// Lists all that is wrong in a lock: `[[path, message], …]`. `org_id` and `origin` are those of the client, as text.
#[wasm_bindgen(js_name = lockIssues)]
pub fn lock_issues(lock: &str, org_id: &str, origin: &str) -> String {
    super::lock_issues(lock, org_id, origin)
}

/// Lists entries that ask for the same credential as an earlier one: `[[path, message], …]`. `keys` has a line for each.
#[wasm_bindgen]
pub fn duplicates(keys: &str) -> String {
    super::duplicates(keys)
}

/// Compares a config with what is stored: `{"changes":[…],"summary":{…}}` or `{"issues":[[path, message], …]}`.
///
/// `fingerprints` is called at once, unless no pair needs fingerprints. It receives the pairs that do,
/// `[[number, needs_stored_hash], …]`, and returns a promise of a text with a line for each: which fingerprints are equal. If
/// that promise rejects, so does the one that this function returns.
#[wasm_bindgen(unchecked_return_type = "Promise<string>")]
pub fn difference(
    options: String,
    pairs: String,
    #[wasm_bindgen(unchecked_param_type = "(needed: string) => Promise<string>")] fingerprints: &Function,
) -> Promise {
    let needed = super::fingerprints_needed(&pairs);
    // Called here, where the async context is that of the caller. The future runs in that of whichever came first.
    let computed = (needed != "[]").then(|| fingerprints.call1(&JsValue::UNDEFINED, &needed.into()));
    future_to_promise(async move {
        let equal = match computed {
            Some(computed) => JsFuture::from(Promise::resolve(&computed?)).await?.as_string(),
            None => None,
        };
        Ok(super::difference(&options, &pairs, &equal.unwrap_or_default()).into())
    })
}

/// Whether two dates and times, as text, are the same instant.
#[wasm_bindgen(js_name = isSameInstant)]
pub fn is_same_instant(one: &str, other: &str) -> bool {
    super::is_same_instant(one, other)
}

/// The default base URL of a client, as text.
#[wasm_bindgen(js_name = defaultBaseUrl)]
pub fn default_base_url() -> String {
    crate::client::config::DEFAULT_BASE_URL.to_owned()
}
