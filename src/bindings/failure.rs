//! Converts a failure to the object from which TypeScript creates an error.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::client::failure::{Failure, Reason};
use crate::client::refusal::ApiIssue;
use crate::error::Issue;
use crate::models::IssueLocation;

#[wasm_bindgen(typescript_custom_section)]
const FAILURE: &str = r#"
/** The failure of a call. */
export type Failure =
    | { readonly kind: "request"; readonly issues: readonly Issue[] }
    | { readonly kind: "network"; readonly reason: Reason; readonly targetOrigin?: string }
    | { readonly kind: "timeout" }
    | {
        readonly kind: "api";
        readonly status: number;
        readonly issues: readonly ApiIssue[];
        readonly detail?: string;
        readonly retryAfterMs?: number;
        readonly traceId?: string;
      }
    | { readonly kind: "response"; readonly status?: number; readonly issues: readonly Issue[] }
    | { readonly kind: "aborted" }
    | { readonly kind: "passedOn" };

/** The kind of a failure. */
export type FailureKind = Failure["kind"];

/** Why no usable response arrived. */
export type Reason = "fetchFailed" | "bodyBrokeOff" | "noResponse" | "redirected";

/** One problem in a document or an argument. */
export type Issue = readonly [path: string, message: string];

/** One problem that the API found in a request. */
export type ApiIssue = readonly [loc: IssueLocation[], msg: string, type: string];
"#;

#[wasm_bindgen]
extern "C" {
    /// A JavaScript object whose properties are being set.
    type Parts;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Parts, name: &str, value: JsValue);
}

/// The JavaScript object of a failure.
pub fn of(failure: &Failure) -> JsValue {
    let parts: Parts = Object::new().unchecked_into();
    match failure {
        Failure::Request { issues } => parts.set("issues", of_issues(issues)),
        Failure::Network { reason } => {
            if let Reason::Redirected { target_origin: Some(origin) } = reason {
                parts.set("targetOrigin", origin.into());
            }
            parts.set("reason", reason_of(reason).into());
        }
        Failure::Api { status, issues, detail, retry_after_ms, trace_id } => {
            parts.set("status", (*status).into());
            parts.set("issues", of_api_issues(issues));
            if let Some(detail) = detail {
                parts.set("detail", detail.into());
            }
            if let Some(ms) = retry_after_ms {
                parts.set("retryAfterMs", (*ms).into());
            }
            if let Some(id) = trace_id {
                parts.set("traceId", id.into());
            }
        }
        Failure::Response { status, issues } => {
            if let Some(status) = status {
                parts.set("status", (*status).into());
            }
            parts.set("issues", of_issues(issues));
        }
        Failure::Timeout | Failure::Aborted | Failure::PassedOn => {}
    }
    parts.set("kind", failure.kind().into());
    parts.into()
}

fn reason_of(reason: &Reason) -> &'static str {
    match reason {
        Reason::FetchFailed | Reason::ProgrammingError => "fetchFailed",
        Reason::BodyBrokeOff => "bodyBrokeOff",
        Reason::NoResponse => "noResponse",
        Reason::Redirected { .. } => "redirected",
    }
}

fn of_api_issues(issues: &[ApiIssue]) -> JsValue {
    let array = Array::new();
    for ApiIssue { loc, msg, code } in issues {
        let path = Array::new();
        for part in loc {
            path.push(&match part {
                IssueLocation::Key(key) => key.into(),
                IssueLocation::Index(index) => (*index).into(),
            });
        }
        let issue = Array::new();
        issue.push(&path);
        issue.push(&msg.into());
        issue.push(&code.into());
        array.push(&issue);
    }
    array.into()
}

/// The JavaScript array of issues.
pub fn of_issues(issues: &[Issue]) -> JsValue {
    serde_wasm_bindgen::to_value(issues).unwrap_or_default()
}
