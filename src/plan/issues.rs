//! Collects what is wrong in an input.

use super::writer::{List, push_string};
use crate::error::Issue;

/// Issues, each with a path and a message.
#[derive(Debug, Default)]
pub struct Issues(Vec<(String, String)>);

impl Issues {
    /// Adds an issue.
    pub fn push(&mut self, path: String, message: &str) {
        self.0.push((path, message.to_owned()));
    }

    /// Adds the issues of a value that was validated on its own.
    pub fn append(&mut self, prefix: &str, checked: Result<(), Vec<Issue>>) {
        for Issue { path, message } in checked.err().unwrap_or_default() {
            let inner = path.as_str();
            let dot = if prefix.is_empty() || inner.is_empty() || inner.starts_with('[') { "" } else { "." };
            self.0.push(([prefix, dot, inner].concat(), message));
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends the issues as JSON: `[[path, message], …]`.
    pub fn push_to(&self, json: &mut String) {
        let mut list = List::array(json);
        for (path, message) in &self.0 {
            let mut issue = List::array(list.item());
            push_string(issue.item(), path);
            push_string(issue.item(), message);
            issue.end();
        }
        list.end();
    }

    /// The issues as JSON.
    pub fn json(&self) -> String {
        let mut json = String::new();
        self.push_to(&mut json);
        json
    }
}
