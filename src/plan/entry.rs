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

impl Key {
    fn of(
        env: Option<Value<'_>>,
        region: Option<Value<'_>>,
        team_id: Option<Value<'_>>,
        provider: Option<Value<'_>>,
    ) -> Self {
        Self {
            env: text(env).unwrap_or_default(),
            region: text(region).unwrap_or_default(),
            team_id: text(team_id).unwrap_or_default().to_ascii_lowercase(),
            provider: text(provider).unwrap_or_default(),
        }
    }
}

/// An entry of a config. All that is read from it is read in one pass, because a config may have thousands.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The key of the credential.
    pub key: Key,
    /// The name of the team, if it is known.
    pub team_name: Option<String>,
    /// The whole body of `set`, its references resolved.
    pub body: Value<'a>,
    wanted: WantedSecret,
    references: Option<Value<'a>>,
    lock: Option<Value<'a>>,
    fingerprints: Option<Value<'a>>,
}

impl<'a> Entry<'a> {
    /// Reads an entry.
    pub fn of(entry: Value<'a>) -> Self {
        let [env, region, team_name, body, references, lock, fingerprints] =
            pick(entry, ["env", "region", "team_name", "body", "references", "lock", "fingerprints"]);
        let body = body.unwrap_or(Value::document(b"{}"));
        let [team_id, provider, secret] = pick(body, ["team_id", "provider", "client_secret"]);
        let wanted = match secret {
            None => WantedSecret::Open,
            Some(secret) if secret.is_null() => WantedSecret::Absent,
            Some(_) => WantedSecret::Given,
        };
        let key = Key::of(env, region, team_id, provider);
        Self { key, team_name: text(team_name), body, wanted, references, lock, fingerprints }
    }

    /// The paths in the body that come from a variable, a file or a function.
    pub fn references(&self) -> Vec<String> {
        self.references.into_iter().flat_map(Value::items).filter_map(Value::string).collect()
    }

    /// What is known about the secret of the stored credential.
    pub fn knowledge(&self, stored: Option<&Stored<'a>>) -> Knowledge<'a> {
        Knowledge {
            wanted: self.wanted,
            stored_hash: stored.and_then(|stored| stored.secret_hash.clone()),
            stored_at: stored.and_then(|stored| stored.updated_at.clone()),
            lock: self.lock,
            fingerprints: self.fingerprints,
        }
    }
}

/// A stored credential with its environment and region.
#[derive(Debug, Clone)]
pub struct Stored<'a> {
    /// The key of the credential.
    pub key: Key,
    /// The name of the team, if it is known.
    pub team_name: Option<String>,
    /// The credential as the API returned it.
    pub credential: Value<'a>,
    /// The id of the credential.
    pub id: Option<String>,
    /// When it was written, as the API wrote it.
    pub updated_at: Option<String>,
    /// The hash of its client secret, if it has one.
    pub secret_hash: Option<String>,
}

impl<'a> Stored<'a> {
    /// Reads a stored credential.
    pub fn of(stored: Value<'a>) -> Self {
        let [env, region, team_name, credential] = pick(stored, ["env", "region", "team_name", "credential"]);
        let credential = credential.unwrap_or(Value::document(b"{}"));
        let [team_id, source, id, updated_at, secret_hash] =
            pick(credential, ["team_id", "source", "id", "updated_at", "client_secret_hash"]);
        Self {
            key: Key::of(env, region, team_id, source),
            team_name: text(team_name),
            credential,
            id: text(id),
            updated_at: text(updated_at),
            secret_hash: text(secret_hash).filter(|hash| !hash.is_empty()),
        }
    }
}

/// Reads several members of an object in one pass.
pub fn pick<'a, const COUNT: usize>(
    object: Value<'a>,
    names: [&'static str; COUNT],
) -> [Option<Value<'a>>; COUNT] {
    let mut found = [None; COUNT];
    for (key, value) in object.members() {
        for (place, name) in found.iter_mut().zip(names) {
            if key.is(name) {
                *place = Some(value);
            }
        }
    }
    found
}

fn text(value: Option<Value<'_>>) -> Option<String> {
    value.and_then(Value::string)
}
