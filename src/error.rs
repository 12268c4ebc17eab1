//! Every way a call ends badly, told apart by what the caller can do next.
//!
//! An error names a place and an expectation. It never holds a value that was sent or received: values here are
//! somebody's live credentials.

use std::fmt;

use crate::models::IssueLocation;
use crate::prose::{decimal, push_all, push_code};

/// One thing that is not as described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Where it stands.
    pub path: Path,
    /// What was expected there: lower-case, without a full stop.
    pub message: String,
}

impl Issue {
    /// An issue with an argument as a whole.
    pub fn at(argument: &'static str, message: &str) -> Self {
        Self { path: Path(argument.to_owned()), message: message.to_owned() }
    }
}

impl From<Issue> for Error {
    fn from(issue: Issue) -> Self {
        Self::Request { issues: vec![issue] }
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        push_issue(&mut text, self);
        formatter.write_str(&text)
    }
}

/// A place in a document, as JavaScript writes it: `credentials[3].details.fitbit`. It is empty for the document itself,
/// and a key that is not described stands as `*`: which key it is may be as secret as a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(String);

impl Path {
    /// Whether this is the document itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path as JavaScript writes it.
    pub fn text(&self) -> String {
        self.0.clone()
    }
}

impl From<String> for Path {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One thing that the API refused, as its 422 tells it, without what was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Where it stands, from the outside in.
    pub loc: Vec<IssueLocation>,
    /// What is wrong with it, for a person to read. Secrets of this call stand as `***`.
    pub msg: String,
    /// What is wrong with it, for a program.
    pub code: String,
}

/// How a call ended badly.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// An argument is wrong; nothing was sent.
    Request {
        /// Everything that is wrong.
        issues: Vec<Issue>,
    },
    /// No answer came.
    Network {
        /// Why, as far as that is known.
        reason: NetworkReason,
        /// How many attempts there were, retries included.
        attempts: u32,
    },
    /// An attempt took too long, its body included.
    Timeout {
        /// How many attempts there were, retries included.
        attempts: u32,
    },
    /// The API answered with a status other than 2xx.
    Api {
        /// The status.
        status: u16,
        /// What a 422 complains about. Empty for every other status.
        refusals: Vec<Refusal>,
        /// How long the API asks to wait before the next attempt.
        retry_after_ms: Option<f64>,
        /// How many attempts there were, retries included.
        attempts: u32,
        /// The id of the trace that the caller passed on.
        trace_id: Option<String>,
    },
    /// The API answered with a 2xx whose body is not what it describes, or a document is not.
    Response {
        /// The status. None for a document that nobody has just sent.
        status: Option<u16>,
        /// What is not as described: of an answer the first such thing.
        issues: Vec<Issue>,
    },
    /// The caller aborted the call.
    Aborted,
}

/// Why no answer came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkReason {
    /// `fetch` failed, with this code where the runtime told a well-known one.
    Failed(Option<&'static str>),
    /// `fetch` gave something that is no response.
    NoResponse,
    /// The body broke off, with a code like that of a failed `fetch`.
    BodyBrokeOff(Option<&'static str>),
    /// The API redirected to this origin, where it told one. Redirects are never followed: the key would go along.
    Redirect(Option<String>),
}

impl Error {
    /// What a person reads: one line, without any value that was sent or received.
    pub fn text(&self) -> String {
        let mut text = String::new();
        match self {
            Self::Request { issues } => {
                text.push_str("nothing was sent: ");
                push_issues(&mut text, issues);
            }
            Self::Network { reason, attempts } => {
                text.push_str("no answer: ");
                reason.push_to(&mut text);
                push_attempts(&mut text, *attempts);
            }
            Self::Timeout { attempts } => {
                text.push_str("no answer in time");
                push_attempts(&mut text, *attempts);
            }
            Self::Api { status, refusals, attempts, .. } => {
                push_all(&mut text, &["the API answered ", &decimal((*status).into()), meaning_of(*status)]);
                push_refusals(&mut text, refusals);
                push_attempts(&mut text, *attempts);
            }
            Self::Response { status, issues } => {
                let what = if status.is_some() { "response" } else { "document" };
                let at = if issues.first().is_none_or(|issue| issue.path.is_root()) { ": " } else { " at " };
                push_all(&mut text, &["unexpected ", what, at]);
                push_issues(&mut text, issues);
            }
            Self::Aborted => text.push_str("aborted"),
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl std::error::Error for Error {}

impl NetworkReason {
    fn push_to(&self, text: &mut String) {
        let (what, detail, rest) = match self {
            Self::Failed(Some(code)) => ("fetch failed with ", *code, ""),
            Self::Failed(None) => ("fetch failed", "", ""),
            Self::NoResponse => ("fetch gave something that is no response", "", ""),
            Self::BodyBrokeOff(Some(code)) => ("the body broke off with ", *code, ""),
            Self::BodyBrokeOff(None) => ("the body broke off", "", ""),
            Self::Redirect(Some(origin)) => ("redirected to ", origin.as_str(), ", which is not followed"),
            Self::Redirect(None) => ("redirected, which is not followed", "", ""),
        };
        push_all(text, &[what, detail, rest]);
    }

    /// Whether it may be gone at the next attempt.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Failed(_) | Self::BodyBrokeOff(_) => true,
            Self::NoResponse | Self::Redirect(_) => false,
        }
    }
}

fn push_issues(text: &mut String, issues: &[Issue]) {
    for (index, issue) in issues.iter().enumerate() {
        if index > 0 {
            text.push_str("; ");
        }
        push_issue(text, issue);
    }
}

fn push_issue(text: &mut String, issue: &Issue) {
    if !issue.path.is_root() {
        push_code(text, &issue.path.0);
        text.push_str(": ");
    }
    text.push_str(&issue.message);
}

fn push_refusals(text: &mut String, refusals: &[Refusal]) {
    for (index, refusal) in refusals.iter().enumerate() {
        text.push_str(if index == 0 { ": " } else { "; " });
        text.push('`');
        for (index, location) in refusal.loc.iter().enumerate() {
            if index > 0 {
                text.push('.');
            }
            location.push_to(text);
        }
        push_all(text, &["`: ", &refusal.msg]);
    }
}

fn push_attempts(text: &mut String, attempts: u32) {
    if attempts > 1 {
        push_all(text, &[" (after ", &decimal(attempts as usize), " attempts)"]);
    }
}

/// What a status means to somebody who reads it for the first time.
fn meaning_of(status: u16) -> &'static str {
    match status {
        401 => " (the management key is missing or not accepted)",
        403 => " (the management key may not do this)",
        404 => " (no such organisation, or a base URL that is not the Management API's)",
        429 => " (too many requests)",
        500..=599 => " (the API is in trouble)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(path: &str, message: &str) -> Issue {
        Issue { path: Path::from(path.to_owned()), message: message.to_owned() }
    }

    #[test]
    fn a_request_error_names_every_issue() {
        let error = Error::Request {
            issues: vec![issue("team_id", "expected a uuid"), issue("", "expected an object")],
        };

        assert_eq!(error.to_string(), "nothing was sent: `team_id`: expected a uuid; expected an object");
    }

    #[test]
    fn a_network_error_says_why_and_how_often() {
        let reasons = [
            (NetworkReason::Failed(Some("ECONNREFUSED")), "fetch failed with ECONNREFUSED"),
            (NetworkReason::Failed(None), "fetch failed"),
            (NetworkReason::NoResponse, "fetch gave something that is no response"),
            (NetworkReason::BodyBrokeOff(Some("ECONNRESET")), "the body broke off with ECONNRESET"),
            (NetworkReason::BodyBrokeOff(None), "the body broke off"),
            (
                NetworkReason::Redirect(Some("https://elsewhere.example".to_owned())),
                "redirected to https://elsewhere.example, which is not followed",
            ),
            (NetworkReason::Redirect(None), "redirected, which is not followed"),
        ];

        for (reason, text) in reasons {
            let once = Error::Network { reason: reason.clone(), attempts: 1 };
            let thrice = Error::Network { reason, attempts: 3 };
            assert_eq!(once.to_string(), format!("no answer: {text}"));
            assert_eq!(thrice.to_string(), format!("no answer: {text} (after 3 attempts)"));
        }
    }

    #[test]
    fn a_timeout_says_how_often() {
        assert_eq!(Error::Timeout { attempts: 1 }.to_string(), "no answer in time");
        assert_eq!(Error::Timeout { attempts: 3 }.to_string(), "no answer in time (after 3 attempts)");
    }

    #[test]
    fn an_api_error_explains_its_status_and_lists_the_refusals() {
        let refusal = Refusal {
            loc: vec![IssueLocation::Key("body".to_owned()), IssueLocation::Index(0.0)],
            msg: "Field required".to_owned(),
            code: "missing".to_owned(),
        };
        let api = |status, refusals| Error::Api {
            status,
            refusals,
            retry_after_ms: None,
            attempts: 1,
            trace_id: None,
        };
        let refused = api(422, vec![refusal.clone(), refusal]);
        let unauthorized = api(401, Vec::new());

        assert_eq!(
            refused.to_string(),
            "the API answered 422: `body.0`: Field required; `body.0`: Field required"
        );
        assert_eq!(
            unauthorized.to_string(),
            "the API answered 401 (the management key is missing or not accepted)"
        );
    }

    #[test]
    fn a_response_error_names_the_place_and_the_expectation() {
        let nested = issue("credentials[0].id", "expected a uuid");
        let root = issue("", "expected an object");

        assert_eq!(
            Error::Response { status: Some(200), issues: vec![nested.clone()] }.to_string(),
            "unexpected response at `credentials[0].id`: expected a uuid"
        );
        assert_eq!(
            Error::Response { status: Some(200), issues: vec![root] }.to_string(),
            "unexpected response: expected an object"
        );
        assert_eq!(
            Error::Response { status: None, issues: vec![nested.clone(), nested] }.to_string(),
            "unexpected document at `credentials[0].id`: expected a uuid; `credentials[0].id`: expected a uuid"
        );
    }
}
