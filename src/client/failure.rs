//! The ways in which a call can fail, distinguished by what the caller can do next.

use super::failure_kind::{FailureKind, FailureReason};
use super::refusal::ApiIssue;
use crate::error::Issue;

/// The failure of a call. It contains paths and expectations. It contains no value that was sent or received, except
/// what the API says of a refusal, masked.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// An argument is invalid, or there is no usable key. Nothing was sent.
    Request {
        /// Every problem.
        issues: Vec<Issue>,
    },
    /// No usable response arrived.
    Network {
        /// The reason.
        reason: Reason,
    },
    /// An attempt timed out, reading the body included.
    Timeout,
    /// The API responded with a status other than 2xx.
    Api {
        /// The HTTP status.
        status: u16,
        /// The issues of a 422 response.
        issues: Vec<ApiIssue>,
        /// What the API says in words.
        detail: Option<String>,
        /// How long the API asks to wait before the next attempt, in milliseconds.
        retry_after_ms: Option<f64>,
    },
    /// The body of a 2xx response, or a document of the caller, does not match the API's description.
    Response {
        /// The HTTP status. Absent for a document.
        status: Option<u16>,
        /// The problems. For a response, only the first one.
        issues: Vec<Issue>,
    },
    /// The caller aborted the call.
    Aborted,
    /// The caller's function threw an error of its framework. It is rethrown unchanged.
    PassedOn,
}

/// Why no usable response arrived.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// `fetch` threw.
    FetchFailed,
    /// `fetch` threw an error that indicates a bug in the caller's code. A retry would fail as well.
    ProgrammingError,
    /// Reading the body of a 2xx response threw.
    BodyBrokeOff,
    /// `fetch` returned something that is not a response.
    NoResponse,
    /// The API redirected. Redirects are never followed, because the key would be sent to the target.
    Redirected {
        /// The origin of the target, if the runtime shows it.
        target_origin: Option<String>,
    },
}

impl Failure {
    /// The name of this failure.
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Request { .. } => FailureKind::Request,
            Self::Network { .. } => FailureKind::Network,
            Self::Timeout => FailureKind::Timeout,
            Self::Api { .. } => FailureKind::Api,
            Self::Response { .. } => FailureKind::Response,
            Self::Aborted => FailureKind::Aborted,
            Self::PassedOn => FailureKind::PassedOn,
        }
    }

    /// The name of the reason why no usable response arrived. `None` for other failures.
    pub fn reason(&self) -> Option<FailureReason> {
        let Self::Network { reason } = self else { return None };
        Some(match reason {
            Reason::FetchFailed | Reason::ProgrammingError => FailureReason::FetchFailed,
            Reason::BodyBrokeOff => FailureReason::BodyBrokeOff,
            Reason::NoResponse => FailureReason::NoResponse,
            Reason::Redirected { .. } => FailureReason::Redirected,
        })
    }

    /// A failure of a request with one issue.
    pub fn request(path: &'static str, message: &str) -> Box<Self> {
        Box::new(Self::Request { issues: vec![Issue::at(path, message)] })
    }

    /// A failure of a response with one issue, which concerns the whole response.
    pub fn response(status: u16, message: &str) -> Box<Self> {
        Box::new(Self::Response { status: Some(status), issues: vec![Issue::at("", message)] })
    }
}
