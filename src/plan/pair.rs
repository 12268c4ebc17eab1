//! One credential: what a config asks for, what is stored, or both.

use super::secret::{Knowledge, WantedSecret};
use crate::check::read::Value;

/// What identifies a credential: the API stores one for each environment, region, team and provider. Plans are sorted by
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key<'a> {
    /// The environment.
    pub env: &'a str,
    /// The region.
    pub region: &'a str,
    /// The team, in lower case.
    pub team_id: &'a str,
    /// The provider.
    pub provider: &'a str,
}

/// One credential. It is read in one pass and without copies, because a plan may have thousands.
#[derive(Debug)]
pub struct Pair<'a> {
    /// What identifies it.
    pub key: Key<'a>,
    /// What the config asks for.
    pub entry: Option<Entry<'a>>,
    /// What is stored.
    pub stored: Option<Stored<'a>>,
}

impl<'a> Pair<'a> {
    /// Reads the pairs of a text. Each is a line of seven texts between tabs: environment, region, team, provider, as JSON the
    /// entry and the stored credential, of which either may be empty, and which fingerprints are equal.
    pub fn all(text: &'a str) -> impl Iterator<Item = Self> {
        text.lines().map(|line| {
            let mut parts = line.split('\t');
            let mut next = || parts.next().unwrap_or_default();
            let key = Key { env: next(), region: next(), team_id: next(), provider: next() };
            let mut json = || Some(next()).filter(|json| !json.is_empty()).map(str::as_bytes);
            let (entry, stored) = (json(), json());
            let equal = next();
            Self {
                key,
                entry: entry.map(|json| Entry::of(Value::document(json), equal)),
                stored: stored.map(|json| Stored::of(Value::document(json))),
            }
        })
    }
}

/// What a config asks for.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The body of `set`, its references resolved.
    pub body: Value<'a>,
    wanted: WantedSecret,
    references: Option<Value<'a>>,
    lock: Option<Value<'a>>,
    equal: &'a str,
}

impl<'a> Entry<'a> {
    fn of(entry: Value<'a>, equal: &'a str) -> Self {
        let [body, references, lock] = pick(entry, ["body", "references", "lock"]);
        let body = body.unwrap_or(Value::document(b"{}"));
        let wanted = match body.member("client_secret") {
            None => WantedSecret::Open,
            Some(secret) if secret.is_null() => WantedSecret::Absent,
            Some(_) => WantedSecret::Given,
        };
        Self { body, wanted, references, lock, equal }
    }

    /// The paths in the body that come from a variable, a file or a function.
    pub fn references(&self) -> Vec<String> {
        self.references.into_iter().flat_map(Value::items).filter_map(Value::string).collect()
    }

    /// What is known about the secret of the stored credential.
    pub fn knowledge(&self, stored: Option<&Stored<'a>>) -> Knowledge<'a> {
        Knowledge {
            wanted: self.wanted,
            is_stored: stored.is_some_and(|stored| stored.has_secret),
            stored_at: stored.and_then(|stored| stored.updated_at),
            lock: self.lock,
            equal: self.equal,
        }
    }
}

/// What is stored.
#[derive(Debug)]
pub struct Stored<'a> {
    /// The credential as the API returned it.
    pub credential: Value<'a>,
    /// When it was written, as the API wrote it.
    pub updated_at: Option<Value<'a>>,
    /// Whether it has a client secret.
    pub has_secret: bool,
}

impl<'a> Stored<'a> {
    /// Reads a stored credential.
    pub fn of(credential: Value<'a>) -> Self {
        let [updated_at, hash] = pick(credential, ["updated_at", "client_secret_hash"]);
        let has_secret = hash.is_some_and(|hash| !hash.is_null() && hash.json() != b"\"\"");
        Self { credential, updated_at, has_secret }
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
