//! The functions that the module of `junction-credentials/plan` exports. Arguments and results are JSON, unless stated
//! otherwise. Pairs are lines.

use wasm_bindgen::prelude::wasm_bindgen;

/// Lists all that is wrong in a config whose references have been resolved: `[[path, message], …]`.
#[wasm_bindgen(js_name = configIssues)]
pub fn config_issues(config: &str) -> String {
    super::config_issues(config)
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

/// Lists the pairs for which `difference` needs fingerprints: `[[number, needs_stored_hash], …]`.
#[wasm_bindgen(js_name = fingerprintsNeeded)]
pub fn fingerprints_needed(pairs: &str) -> String {
    super::fingerprints_needed(pairs)
}

/// Compares a config with what is stored: `{"changes":[…],"summary":{…}}` or `{"issues":[[path, message], …]}`.
#[wasm_bindgen]
pub fn difference(options: &str, pairs: &str) -> String {
    super::difference(options, pairs)
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
