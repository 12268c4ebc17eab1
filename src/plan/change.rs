//! One change of a plan.

use super::entry::Key;
use super::fields::{Fields, push_paths};
use super::secret::SecretState;
use super::writer::List;

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
    /// What is done.
    pub action: Action,
    /// The credential.
    pub key: Key,
    /// The name of the team, if it is known.
    pub team_name: Option<String>,
    /// The id of the stored credential.
    pub id: Option<String>,
    /// When the stored credential was written, as the API wrote it.
    pub updated_at: Option<String>,
    /// The state of its client secret.
    pub secret: SecretState,
    /// The differences besides the client secret.
    pub fields: Fields,
    /// Why it is skipped.
    pub reason: Option<&'static str>,
}

impl Change {
    /// Appends the change as JSON.
    pub fn push_to(&self, json: &mut String) {
        let Key { env, region, team_id, provider } = &self.key;
        let mut object = List::object(json);
        object.text("action", self.action.name());
        object.text("env", env);
        object.text("region", region);
        object.text("team_id", team_id);
        let optional = |object: &mut List<'_>, key: &str, value: Option<&str>| {
            if let Some(value) = value {
                object.text(key, value);
            }
        };
        optional(&mut object, "team_name", self.team_name.as_deref());
        object.text("provider", provider);
        optional(&mut object, "id", self.id.as_deref());
        optional(&mut object, "updated_at", self.updated_at.as_deref());
        object.text("secret", self.secret.name());
        let mut fields = List::array(object.member("fields"));
        self.fields.changes.iter().for_each(|change| change.push_to(fields.item()));
        fields.end();
        push_paths(object.member("drops"), &self.fields.drops);
        optional(&mut object, "reason", self.reason);
        object.end();
    }
}
