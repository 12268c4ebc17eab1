//! One change of a plan.

use super::fields::{Fields, push_paths};
use super::secret::SecretState;
use super::writer::List;
use crate::prose::push_decimal;

/// What is done with a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It is set, and there is none yet.
    Create,
    /// It is set, in place of the stored one.
    Update,
    /// It is deleted.
    Delete,
    /// The stored secret is taken for the wanted one: only the lock is written.
    Trust,
    /// It is left as it is, although it differs or may differ.
    Skip,
    /// It is as wanted.
    None,
}

impl Action {
    /// All actions, in the order of the summary.
    pub const ALL: [Self; 6] =
        [Self::Create, Self::Update, Self::Delete, Self::Trust, Self::Skip, Self::None];

    /// The name of the action in a plan.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Trust => "trust",
            Self::Skip => "skip",
            Self::None => "none",
        }
    }
}

/// One change of a plan.
#[derive(Debug)]
pub struct Change {
    /// The number of the pair.
    pub pair: usize,
    /// What is done.
    pub action: Action,
    /// The state of its client secret.
    pub secret: SecretState,
    /// The differences besides the client secret.
    pub fields: Fields,
    /// Why it is skipped.
    pub reason: Option<&'static str>,
}

impl Change {
    /// The deletion of a credential that the config does not ask for.
    pub fn deletion(pair: usize) -> Self {
        let (action, secret) = (Action::Delete, SecretState::None);
        Self { pair, action, secret, fields: Fields::default(), reason: None }
    }

    /// Appends the change as JSON. Empty lists are left out, because most changes have none.
    pub fn push_to(&self, json: &mut String) {
        let mut object = List::object(json);
        push_decimal(object.member("pair"), self.pair);
        object.text("action", self.action.name());
        object.text("secret", self.secret.name());
        if !self.fields.changes.is_empty() {
            let mut fields = List::array(object.member("fields"));
            self.fields.changes.iter().for_each(|change| change.push_to(fields.item()));
            fields.end();
        }
        if !self.fields.drops.is_empty() {
            push_paths(object.member("drops"), &self.fields.drops);
        }
        if let Some(reason) = self.reason {
            object.text("reason", reason);
        }
        object.end();
    }
}
