//! The state of one validation: the document, the rules and the results.

use super::cursor::Cursor;
use super::document::Document;
use super::malformed::malformed;
use super::place::Place;
use super::read::Value;
use super::rules::Rules;
use crate::error::Issue;
use crate::models::schema::Kind;
use crate::models::{Pairing, pairing_of};

/// The validation of one document, and its results.
pub(super) struct Checker<'a> {
    pub(super) json: Document<'a>,
    pub(super) rules: Rules,
    /// What the provider of the document requires.
    pub(super) pairing: Option<&'static Pairing>,
    /// Whether the validation continues after an issue.
    collects: bool,
    /// The maximum number of issues that are kept.
    max_issues: usize,
    pub(super) issues: Vec<Issue>,
    pub(super) drifts: Vec<Issue>,
    /// The known option that is nearest to an unknown one.
    pub(super) suggestion: Option<&'static str>,
}

/// The state to return to after a shape was tried.
#[derive(Clone, Copy, Default)]
pub(super) struct Checkpoint {
    pub(super) issues: usize,
    drifts: usize,
    collects: bool,
    max_issues: usize,
}

impl<'a> Checker<'a> {
    /// Validates a document. If the validation stops early, the reason is an issue or malformed JSON. A second pass
    /// over the document finds out which.
    #[inline(never)]
    pub(super) fn run(bytes: &'a [u8], kind: &Kind, rules: Rules) -> Self {
        let json = Document(bytes);
        let mut checker = Self {
            json,
            rules,
            pairing: if rules.is_upsert { pairing_in(Value::document(bytes)) } else { None },
            collects: rules.is_thorough,
            max_issues: usize::MAX,
            issues: Vec::new(),
            drifts: Vec::new(),
            suggestion: None,
        };
        let end = checker.item(json.start(), kind, &Place::Root);
        let is_whole = end.is_some_and(|end| json.skip_whitespace(end.get()) == bytes.len());
        if !is_whole {
            // Malformed JSON is reported even if there is an issue before it.
            let mut cursor = Cursor::at(json, json.start());
            if cursor.document().is_none() || checker.issues.is_empty() {
                checker.issues = vec![malformed(cursor)];
            }
        } else if let Some(pairing) = checker.pairing {
            checker.presence(Value::document(bytes), pairing);
        }
        checker
    }

    /// All issues as an error, if there are any.
    pub(super) fn verdict(self) -> Result<(), Vec<Issue>> {
        if self.issues.is_empty() { Ok(()) } else { Err(self.issues) }
    }

    /// Adds an issue. Returns `None` if the validation ends with it.
    #[inline(never)]
    pub(super) fn issue(&mut self, place: &Place<'_>, message: String) -> Option<()> {
        if !self.is_full() {
            self.issues.push(Issue { path: place.path(), message });
        }
        self.collects.then_some(())
    }

    /// Whether no more issues are kept.
    pub(super) fn is_full(&self) -> bool {
        self.issues.len() >= self.max_issues
    }

    /// From now on, continues after an issue and keeps only the first one. There may be millions of issues, and the
    /// object may be tried as another shape.
    pub(super) fn try_out(&mut self) -> Checkpoint {
        let (issues, drifts) = (self.issues.len(), self.drifts.len());
        Checkpoint {
            issues,
            drifts,
            collects: std::mem::replace(&mut self.collects, true),
            max_issues: std::mem::replace(&mut self.max_issues, issues + 1),
        }
    }

    /// Ends an attempt and keeps its results.
    pub(super) fn end_attempt(&mut self, checkpoint: Checkpoint) {
        (self.collects, self.max_issues) = (checkpoint.collects, checkpoint.max_issues);
    }

    /// Discards the results since a checkpoint.
    pub(super) fn roll_back(&mut self, checkpoint: Checkpoint) {
        self.issues.truncate(checkpoint.issues);
        self.drifts.truncate(checkpoint.drifts);
    }
}

/// What the provider of a body requires.
fn pairing_in(body: Value<'_>) -> Option<&'static Pairing> {
    pairing_of(&body.member("provider")?.string()?)
}
