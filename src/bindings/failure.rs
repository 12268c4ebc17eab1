//! An error as the plain values from which TypeScript builds its error class.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::JsValue;

use crate::error::{Error, Issue};

/// How a call ended badly, as the core tells it: what kind of end that is, all that is not as described, and how many
/// attempts there were. What came of each of them knows who made them.
#[derive(Serialize, Tsify)]
#[tsify(type = "readonly [
    kind: \"request\" | \"key\" | \"network\" | \"timeout\" | \"api\" | \"response\" | \"aborted\",
    issues: readonly (readonly [path: string, message: string])[],
    attempts: number,
]")]
pub struct Failure(&'static str, Vec<(String, String)>, u32);

/// The failure that an error is.
pub fn of(error: Error) -> JsValue {
    let (kind, issues, attempts) = match error {
        Error::Request { issues } => ("request", issues, 0),
        Error::Key => ("key", Vec::new(), 1),
        Error::Network { attempts, .. } => ("network", Vec::new(), attempts),
        Error::Timeout { attempts } => ("timeout", Vec::new(), attempts),
        Error::Api { attempts, .. } => ("api", Vec::new(), attempts),
        Error::Response { issues, attempts } => ("response", issues, attempts),
        Error::Aborted => ("aborted", Vec::new(), 0),
    };
    serde_wasm_bindgen::to_value(&Failure(kind, told(issues), attempts)).unwrap_or_default()
}

/// Issues as pairs of a path and a message.
pub fn told(issues: Vec<Issue>) -> Vec<(String, String)> {
    issues.into_iter().map(|issue| (issue.path.into_text(), issue.message)).collect()
}
