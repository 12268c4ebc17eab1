//! One credential that a config asks for, or that is stored.

use super::secret::{Knowledge, WantedSecret};
use crate::check::read::Value;

/// What identifies a credential: the API stores one for each environment, region, team and provider. Plans are sorted by
/// it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The environment.
    pub env: String,
    /// The region.
    pub region: String,
    /// The team, in lower case.
    pub team_id: String,
    /// The provider.
    pub provider: String,
}

/// An entry of a config.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a>(pub Value<'a>);

impl<'a> Entry<'a> {
    /// The key of the credential.
    pub fn key(self) -> Key {
        let body = self.body();
        Key {
            env: self.0.text("env").unwrap_or_default(),
            region: self.0.text("region").unwrap_or_default(),
            team_id: body.text("team_id").unwrap_or_default().to_ascii_lowercase(),
            provider: body.text("provider").unwrap_or_default(),
        }
    }

    /// The whole body of `set`, its references resolved.
    pub fn body(self) -> Value<'a> {
        self.0.member("body").unwrap_or(Value::document(b"{}"))
    }

    /// The paths in the body that come from a variable, a file or a function.
    pub fn references(self) -> Vec<String> {
        self.0.member("references").into_iter().flat_map(Value::items).filter_map(Value::string).collect()
    }

    /// What is known about the secret of the stored credential.
    pub fn knowledge(self, stored: Option<Value<'a>>) -> Knowledge<'a> {
        let wanted = match self.body().member("client_secret") {
            None => WantedSecret::Open,
            Some(secret) if secret.is_null() => WantedSecret::Absent,
            Some(_) => WantedSecret::Given,
        };
        Knowledge { wanted, stored, lock: self.0.member("lock"), fingerprints: self.0.member("fingerprints") }
    }
}

/// A stored credential with its environment and region.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a>(pub Value<'a>);

impl<'a> Stored<'a> {
    /// The key of the credential.
    pub fn key(self) -> Key {
        let credential = self.credential();
        Key {
            env: self.0.text("env").unwrap_or_default(),
            region: self.0.text("region").unwrap_or_default(),
            team_id: credential.text("team_id").unwrap_or_default().to_ascii_lowercase(),
            provider: credential.text("source").unwrap_or_default(),
        }
    }

    /// The credential as the API returned it.
    pub fn credential(self) -> Value<'a> {
        self.0.member("credential").unwrap_or(Value::document(b"{}"))
    }
}
