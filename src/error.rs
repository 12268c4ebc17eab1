//! Describes a problem in a document or an argument: a path and an expectation, never a value.
//!
//! Values here are live credentials.

use std::fmt;

/// One problem in a document or an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The path of the problem.
    pub path: Path,
    /// What was expected there, in lower case and without a full stop.
    pub message: String,
}

impl Issue {
    /// An issue with a whole argument.
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

/// A path in a document, in JavaScript notation: `credentials[3].details.fitbit`. It is empty for the document itself.
/// An unknown key is written as `*`, because the key may be a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(String);

impl Path {
    /// The path as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the path of the document itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
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
