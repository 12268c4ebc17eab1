//! One credential: what a config asks for, what is stored, or both.

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
    /// The digits of the team, in the order of its text. Numbers are compared faster than texts.
    team: u128,
    /// The team, in lower case.
    pub team_id: String,
    /// The provider.
    pub provider: String,
}

impl Key {
    /// Creates a key.
    pub fn new(env: String, region: String, team_id: String, provider: String) -> Self {
        let team_id = team_id.to_ascii_lowercase();
        let digits = team_id.bytes().filter(|byte| *byte != b'-');
        // Of letters, only those up to f are in a team, so that four bits are enough.
        let team = digits.fold(0, |number: u128, digit| {
            let value = if digit > b'9' { digit.wrapping_sub(b'a' - 10) } else { digit.wrapping_sub(b'0') };
            number.wrapping_shl(4) | u128::from(value & 0xF)
        });
        Self { env, region, team, team_id, provider }
    }

    /// Reads the key of an object with `env`, `region`, `team_id` and `provider`.
    pub fn of(object: Value<'_>) -> Self {
        let [env, region, team_id, provider] = pick(object, ["env", "region", "team_id", "provider"]);
        Self::new(text(env), text(region), text(team_id), text(provider))
    }
}

/// One credential. All that is read from it is read in one pass, because a plan may have thousands.
#[derive(Debug)]
pub struct Pair<'a> {
    /// What identifies it.
    pub key: Key,
    /// What the config asks for.
    pub entry: Option<Entry<'a>>,
    /// What is stored.
    pub stored: Option<Stored<'a>>,
}

impl<'a> Pair<'a> {
    /// Reads a pair.
    pub fn of(pair: Value<'a>) -> Self {
        let [env, region, team_id, provider, entry, stored] =
            pick(pair, ["env", "region", "team_id", "provider", "entry", "stored"]);
        Self {
            key: Key::new(text(env), text(region), text(team_id), text(provider)),
            entry: entry.map(Entry::of),
            stored: stored.map(Stored::of),
        }
    }
}

/// What a config asks for.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The number of the entry in the config.
    pub index: usize,
    /// The body of `set`, its references resolved.
    pub body: Value<'a>,
    wanted: WantedSecret,
    references: Option<Value<'a>>,
    lock: Option<Value<'a>>,
    fingerprints: Option<Value<'a>>,
}

impl<'a> Entry<'a> {
    fn of(entry: Value<'a>) -> Self {
        let [index, body, references, lock, fingerprints] =
            pick(entry, ["index", "body", "references", "lock", "fingerprints"]);
        let body = body.unwrap_or(Value::document(b"{}"));
        let wanted = match body.member("client_secret") {
            None => WantedSecret::Open,
            Some(secret) if secret.is_null() => WantedSecret::Absent,
            Some(_) => WantedSecret::Given,
        };
        let index = index.and_then(Value::whole_number).unwrap_or_default() as usize;
        Self { index, body, wanted, references, lock, fingerprints }
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

/// What is stored.
#[derive(Debug)]
pub struct Stored<'a> {
    /// The credential as the API returned it.
    pub credential: Value<'a>,
    /// When it was written, as the API wrote it.
    pub updated_at: Option<String>,
    /// The hash of its client secret, if it has one.
    pub secret_hash: Option<String>,
}

impl<'a> Stored<'a> {
    /// Reads a stored credential.
    pub fn of(credential: Value<'a>) -> Self {
        let [updated_at, hash] = pick(credential, ["updated_at", "client_secret_hash"]);
        Self {
            credential,
            updated_at: updated_at.and_then(Value::string),
            secret_hash: hash.and_then(Value::string).filter(|hash| !hash.is_empty()),
        }
    }
}

/// Reads several members of an object in one pass.
pub fn pick<'a, const COUNT: usize>(
    object: Value<'a>,
    names: [&'static str; COUNT],
) -> [Option<Value<'a>>; COUNT] {
    let mut found = [None; COUNT];
    let mut next = 0;
    for (key, value) in object.members() {
        // The host writes members in this order, so that the first name is usually the right one.
        let mut places = names.iter().enumerate().cycle().skip(next).take(COUNT);
        if let Some((index, _)) = places.find(|(_, name)| key.is(name)) {
            next = index + 1;
            if let Some(place) = found.get_mut(index) {
                *place = Some(value);
            }
        }
    }
    found
}

fn text(value: Option<Value<'_>>) -> String {
    value.and_then(Value::string).unwrap_or_default()
}
