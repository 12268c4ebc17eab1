//! Every way a call ends badly, told apart by what the caller can do next.
//!
//! An error names a place and an expectation. It never holds a value that was sent or received: values here are
//! somebody's live credentials.

use std::fmt;

use wasm_bindgen::prelude::wasm_bindgen;

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

impl fmt::Display for Issue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_root() {
            formatter.write_str(&self.message)
        } else {
            write!(formatter, "`{}`: {}", self.path, self.message)
        }
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
    pub fn into_text(self) -> String {
        self.0
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

/// How an attempt to get an answer ended.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All of an answer came.
    Answered,
    /// An answer came whose body is longer than it may be.
    BodyTooLong,
    /// An answer came whose body broke off.
    BodyBrokeOff,
    /// `fetch` failed.
    Failed,
    /// `fetch` gave something that is no response.
    NoResponse,
    /// The API redirected. Redirects are never followed: the key would go along.
    Redirected,
    /// It took too long.
    TimedOut,
    /// The caller aborted.
    Aborted,
    /// The caller gave no key that could be sent.
    KeyRefused,
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
        /// How the last attempt ended.
        ending: Ending,
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
        /// How long the API asks to wait before the next attempt.
        retry_after_ms: Option<f64>,
        /// How many attempts there were, retries included.
        attempts: u32,
    },
    /// The API answered with a 2xx whose body is not what it describes, or a document is not.
    Response {
        /// What is not as described: of an answer the first such thing.
        issues: Vec<Issue>,
        /// How many attempts there were, retries included. 0 for a document that nobody has just sent.
        attempts: u32,
    },
    /// The caller aborted the call.
    Aborted,
    /// The caller gave no key that could be sent.
    Key,
}
