//! An error as the plain values from which TypeScript builds its error class.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::JsValue;

use crate::error::{self, Error};

/// How a call ended badly, as the core tells it. Its parts go by their places: names would cost more to load
/// than all else about errors. The status is 0 where there is none.
#[derive(Serialize, Tsify)]
#[tsify(type = "readonly [
    kind: \"request\" | \"network\" | \"timeout\" | \"api\" | \"response\" | \"aborted\",
    issues: readonly (readonly [path: string, message: string])[],
    status: number,
    attempts: number,
    retryAfterMs: number | undefined,
    ending: Ending,
    detail: string | undefined,
]")]
pub struct Failure(&'static str, Vec<Issue>, u16, u32, Option<f64>, u8, Option<String>);

/// One thing that is not as described.
#[derive(Serialize)]
struct Issue(String, String);

impl Default for Failure {
    fn default() -> Self {
        Self("aborted", Vec::new(), 0, 0, None, 0, None)
    }
}

/// The failure that an error is.
pub fn of(error: Error) -> JsValue {
    let mut failure = Failure::default();
    match error {
        Error::Request { issues } => {
            failure.0 = "request";
            failure.1 = told(issues);
        }
        Error::Network { ending, detail, attempts } => {
            failure = Failure("network", Vec::new(), 0, attempts, None, ending as u8, detail);
        }
        Error::Timeout { attempts } => {
            failure.0 = "timeout";
            failure.3 = attempts;
        }
        Error::Api { status, retry_after_ms, attempts } => {
            failure = Failure("api", Vec::new(), status, attempts, retry_after_ms, 0, None);
        }
        Error::Response { status, issues } => {
            failure = Failure("response", told(issues), status.unwrap_or_default(), 0, None, 0, None);
        }
        Error::Aborted => {}
    }
    serde_wasm_bindgen::to_value(&failure).unwrap_or_default()
}

fn told(issues: Vec<error::Issue>) -> Vec<Issue> {
    issues.into_iter().map(|issue| Issue(issue.path.text(), issue.message)).collect()
}
