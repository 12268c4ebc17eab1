//! What is wrong with a document or an argument: a place and an expectation, never a value.
//!
//! Values here are somebody's live credentials.

use std::fmt;

use serde::{Serialize, Serializer};

/// One thing that is not as described.
///
/// JavaScript gets it as an array of the path and the message.
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

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.path.0, &self.message).serialize(serializer)
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
