//! Every way in which a call fails, told apart by what the caller can do next.

use super::refusal::ApiIssue;
use crate::error::Issue;

/// How a call fails. It holds places and expectations, never a value that was sent or received.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// An argument is wrong, or no key can be sent. Nothing was sent.
    Request {
        /// Everything that is wrong.
        issues: Vec<Issue>,
    },
    /// No usable response came.
    Network {
        /// Why not.
        reason: Reason,
    },
    /// An attempt took too long, its body included.
    Timeout,
    /// The API answered with a status other than 2xx.
    Api {
        /// The HTTP status.
        status: u16,
        /// What a 422 complains about.
        issues: Vec<ApiIssue>,
        /// How long the API asks to wait before the next attempt, in milliseconds.
        retry_after_ms: Option<f64>,
        /// The trace id of the `traceparent` that the call was given.
        trace_id: Option<String>,
    },
    /// The API answered with a 2xx whose body is not what it describes, or a document is not.
    Response {
        /// The HTTP status. Absent for a document.
        status: Option<u16>,
        /// What is not as described. Of a response this is the first such thing.
        issues: Vec<Issue>,
    },
    /// The caller aborted the call.
    Aborted,
    /// The caller's function threw something that belongs to its framework. It is thrown on as it is.
    PassedOn,
}

/// Why no usable response came.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// `fetch` threw.
    FetchFailed,
    /// `fetch` threw because the caller's code is wrong, so that another attempt would fail as well.
    ProgrammingError,
    /// Reading the body of a 2xx threw.
    BodyBrokeOff,
    /// `fetch` gave something that is not a response.
    NoResponse,
    /// The API redirected. Redirects are never followed: the key would go along.
    Redirected {
        /// The origin of the target, where the runtime shows it.
        target_origin: Option<String>,
    },
}

impl Failure {
    /// A request that has one issue.
    pub fn request(path: &'static str, message: &str) -> Box<Self> {
        Box::new(Self::Request { issues: vec![Issue::at(path, message)] })
    }

    /// A response that is wrong as a whole.
    pub fn response(status: u16, message: &str) -> Box<Self> {
        Box::new(Self::Response { status: Some(status), issues: vec![Issue::at("", message)] })
    }
}
