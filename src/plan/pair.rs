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
    /// What is stored, as the API returned it.
    pub stored: Option<Value<'a>>,
    /// What is known about the client secret.
    pub secret: Knowledge<'a>,
}

/// What a config asks for.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The body of `set`, its references resolved.
    pub body: Value<'a>,
    /// The paths in the body that come from a variable, a file or a function, as JSON.
    references: &'a str,
}

impl<'a> Pair<'a> {
    /// Reads the pairs of a text. Each is a line of texts between tabs:
    ///
    /// 1. the environment, the region, the team, and the provider,
    /// 2. the wanted client secret: `open`, `absent` or `given`, and empty without an entry of the config,
    /// 3. the stored client secret: `absent` or `given`, and empty if nothing is stored,
    /// 4. the entry of the lock: `settled` or `pending`, and empty if there is none,
    /// 5. when the locked secret was stored, and when the stored credential was written. Only needed beside a lock,
    /// 6. as JSON the body of `set` and the stored credential. What is equal may be left out of both, and an empty text is
    ///    an object without members,
    /// 7. as JSON an array of the paths in the body that come from references, or an empty text.
    pub fn all(text: &'a str) -> impl Iterator<Item = Self> {
        text.lines().map(|line| {
            let mut parts = line.split('\t');
            let mut next = || parts.next().unwrap_or_default();
            let key = Key { env: next(), region: next(), team_id: next(), provider: next() };
            let (wanted, stored, lock) = (next(), next(), next());
            let secret = Knowledge {
                wanted: match wanted {
                    "given" => WantedSecret::Given,
                    "absent" => WantedSecret::Absent,
                    _ => WantedSecret::Open,
                },
                is_stored: stored == "given",
                is_locked: lock == "settled",
                locked_at: next(),
                stored_at: next(),
            };
            let (body, credential) = (object(next()), object(next()));
            let entry = Entry { body, references: next() };
            Self {
                key,
                entry: (!wanted.is_empty()).then_some(entry),
                stored: (!stored.is_empty()).then_some(credential),
                secret,
            }
        })
    }
}

fn object(json: &str) -> Value<'_> {
    Value::document(if json.is_empty() { b"{}" } else { json.as_bytes() })
}

impl Entry<'_> {
    /// The paths in the body that come from a variable, a file or a function.
    pub fn references(&self) -> Vec<String> {
        Value::document(self.references.as_bytes()).items().filter_map(Value::string).collect()
    }
}
