//! Tells JavaScript of a failure, from which TypeScript creates an error.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::client::failure::{Failure, Reason};
use crate::client::refusal::ApiIssue;
use crate::client::transport::Host;
use crate::error::Issue;

#[wasm_bindgen(typescript_custom_section)]
const FAILURE: &str = r#"
/** The kind of a failure: that of its error class, or `aborted` or `passedOn`, which have no error class of this package. */
export type FailureKind = "request" | "network" | "timeout" | "api" | "response" | "aborted" | "passedOn";

/** Why no usable response arrived. */
export type FailureReason = "fetchFailed" | "bodyBrokeOff" | "noResponse" | "redirected";

/** One problem in a document or an argument. */
export type Issue = [path: string, message: string];

/** One problem that the API found in a request. */
export type ApiIssue = [loc: IssueLocation[], msg: string, type: string];
"#;

/// Ends a call, which has succeeded if there is no failure.
pub fn end(host: &Host, attempts: u32, failure: Option<&Failure>) {
    let mut status = None;
    let mut text = None;
    let mut wait = None;
    let issues = match failure {
        Some(Failure::Request { issues }) => of_issues(issues),
        Some(Failure::Response { status: of_response, issues }) => {
            status = *of_response;
            of_issues(issues)
        }
        Some(Failure::Api { status: of_response, issues, detail, retry_after_ms }) => {
            (status, text, wait) = (Some(*of_response), detail.as_deref(), *retry_after_ms);
            of_api_issues(issues)
        }
        Some(Failure::Network { reason: Reason::Redirected { target_origin } }) => {
            text = target_origin.as_deref();
            JsValue::UNDEFINED
        }
        Some(Failure::Network { .. } | Failure::Timeout | Failure::Aborted | Failure::PassedOn) | None => {
            JsValue::UNDEFINED
        }
    };
    let kind = failure.map(Failure::kind);
    host.end(attempts, kind, failure.and_then(Failure::reason), status, issues, text, wait);
}

fn of_api_issues(issues: &[ApiIssue]) -> JsValue {
    let array = Array::new();
    for ApiIssue { loc, msg, code } in issues {
        let path = Array::new();
        for part in loc {
            path.push(&serde_wasm_bindgen::to_value(part).unwrap_or_default());
        }
        array.push(&issue(&path, msg, Some(code.as_str())));
    }
    array.into()
}

/// The JavaScript array of issues.
pub fn of_issues(issues: &[Issue]) -> JsValue {
    let array = Array::new();
    add_issues(&array, issues);
    array.into()
}

/// Adds issues to a JavaScript array.
pub fn add_issues(array: &Array, issues: &[Issue]) {
    for Issue { path, message } in issues {
        array.push(&issue(&path.as_str().into(), message, None));
    }
}

/// The JavaScript array of one issue.
#[inline(never)]
fn issue(place: &JsValue, message: &str, code: Option<&str>) -> JsValue {
    let issue = Array::new();
    issue.push(place);
    issue.push(&message.into());
    if let Some(code) = code {
        issue.push(&code.into());
    }
    issue.into()
}
