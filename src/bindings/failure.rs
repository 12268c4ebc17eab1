//! An error as the tagged object from which TypeScript builds its error class.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::JsValue;

use crate::error::{self, Error, NetworkReason};
use crate::models::IssueLocation;

/// How a call ended badly, as the core tells it.
#[derive(Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Failure {
    Request {
        message: String,
        issues: Vec<Issue>,
    },
    Network {
        message: String,
        attempts: u32,
        target_origin: Option<String>,
    },
    Timeout {
        message: String,
        attempts: u32,
    },
    Api {
        message: String,
        status: u16,
        issues: Vec<ApiIssue>,
        retry_after_ms: Option<f64>,
        attempts: u32,
        trace_id: Option<String>,
    },
    Response {
        message: String,
        status: Option<u16>,
        issues: Vec<Issue>,
    },
}

/// One thing that is not as described.
#[derive(Serialize, Tsify)]
pub struct Issue {
    /// Where it stands, as in `credentials[3].details.fitbit`. Empty for the whole.
    pub path: String,
    /// What was expected there.
    pub message: String,
}

/// One thing that the API refused, without what was sent.
#[derive(Serialize, Tsify)]
pub struct ApiIssue {
    /// Where it stands, from the outside in: `["body", "team_id"]`.
    pub loc: Vec<IssueLocation>,
    /// What is wrong with it, for a person to read. A secret that the call sent stands as `***`.
    pub msg: String,
    /// What is wrong with it, for a program: a code such as `missing`.
    pub r#type: String,
}

/// The failure that an error is.
pub fn of(error: &Error) -> JsValue {
    let message = error.text();
    let failure = match error.clone() {
        Error::Request { issues } => Failure::Request { message, issues: issues.iter().map(issue).collect() },
        Error::Network { reason, attempts } => {
            Failure::Network { message, attempts, target_origin: target_origin(reason) }
        }
        Error::Timeout { attempts } => Failure::Timeout { message, attempts },
        Error::Api { status, refusals, retry_after_ms, attempts, trace_id } => {
            let issues = refusals.into_iter().map(api_issue).collect();
            Failure::Api { message, status, issues, retry_after_ms, attempts, trace_id }
        }
        Error::Response { status, issues } => {
            Failure::Response { message, status, issues: issues.iter().map(issue).collect() }
        }
        Error::Aborted => return JsValue::UNDEFINED,
    };
    failure.into_ts().map(JsValue::from).unwrap_or_default()
}

fn issue(issue: &error::Issue) -> Issue {
    Issue { path: issue.path.text(), message: issue.message.clone() }
}

fn api_issue(refusal: error::Refusal) -> ApiIssue {
    ApiIssue { loc: refusal.loc, msg: refusal.msg, r#type: refusal.code }
}

fn target_origin(reason: NetworkReason) -> Option<String> {
    match reason {
        NetworkReason::Redirect(origin) => origin,
        NetworkReason::Failed(_) | NetworkReason::NoResponse | NetworkReason::BodyBrokeOff(_) => None,
    }
}
