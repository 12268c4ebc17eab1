//! What is known about a client secret, and what follows from it. The API never returns a client secret: it returns a
//! hash by an undocumented algorithm.

use super::instant::is_same_instant;
use crate::check::read::Value;

/// The state of a client secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecretState {
    /// Neither side has one, or the config leaves it open.
    None,
    /// The stored one is the wanted one.
    Same,
    /// The wanted one has to be set.
    Rotated,
    /// Nothing is known about the stored one.
    Unverified,
    /// Somebody else wrote the credential since the lock was written.
    ChangedElsewhere,
}

impl SecretState {
    /// All states, in the order of the summary.
    pub const ALL: [Self; 5] =
        [Self::None, Self::Same, Self::Rotated, Self::Unverified, Self::ChangedElsewhere];

    /// The name of the state in a plan.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Same => "same",
            Self::Rotated => "rotated",
            Self::Unverified => "unverified",
            Self::ChangedElsewhere => "changed_elsewhere",
        }
    }
}

/// The client secret that a config asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedSecret {
    /// The config does not mention it.
    Open,
    /// There must be none.
    Absent,
    /// This one. Its value is not needed, only its fingerprints.
    Given,
}

/// What is known about the stored client secret.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// The wanted secret.
    pub wanted: WantedSecret,
    /// Whether a secret is stored.
    pub is_stored: bool,
    /// When the stored credential was written.
    pub stored_at: Option<Value<'a>>,
    /// The entry of the lock: `updated_at` and `pending`.
    pub lock: Option<Value<'a>>,
    /// Which fingerprints are equal, with spaces between them: `sha256` (of the wanted secret, and the stored hash), `secret` (of the wanted secret, and
    /// the locked one) and `hash` (of the stored hash, and the locked one).
    pub equal: &'a str,
}

impl Knowledge<'_> {
    /// The state of the secret. The first case that applies decides.
    pub fn state(&self) -> SecretState {
        match (self.wanted, self.is_stored) {
            (WantedSecret::Open, _) | (WantedSecret::Absent, false) => return SecretState::None,
            (WantedSecret::Absent, true) | (WantedSecret::Given, false) => return SecretState::Rotated,
            (WantedSecret::Given, true) => {}
        }
        let is_equal = |name: &str| self.equal.split(' ').any(|one| one == name);
        if is_equal("sha256") {
            return SecretState::Same;
        }
        let Some(lock) = self.lock.filter(|lock| !lock.is_set("pending")) else {
            return SecretState::Unverified;
        };
        if !self.is_untouched(lock) && !is_equal("hash") {
            return SecretState::ChangedElsewhere;
        }
        match is_equal("secret") {
            true => SecretState::Same,
            false => SecretState::Rotated,
        }
    }

    /// Whether the fingerprint of the stored hash is needed: only if the credential was written since the lock.
    pub fn needs_stored_hash(&self) -> bool {
        self.needs_fingerprints() && self.lock.is_some_and(|lock| !self.is_untouched(lock))
    }

    /// Whether the fingerprints of the wanted secret are needed.
    pub fn needs_fingerprints(&self) -> bool {
        self.wanted == WantedSecret::Given && self.is_stored
    }

    /// Whether the stored credential was not written since the lock.
    fn is_untouched(&self, lock: Value<'_>) -> bool {
        let stored = self.stored_at.and_then(Value::string);
        lock.text("updated_at")
            .is_some_and(|locked| stored.is_some_and(|stored| is_same_instant(&locked, &stored)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::pair::Stored;
    use super::*;

    const LOCK: &str = r#"{"updated_at":"2026-05-01T10:00:00.123456+00:00"}"#;
    const PENDING: &str = r#"{"updated_at":"2026-05-01T10:00:00.123456+00:00","pending":true}"#;
    const STORED: &str = r#"{"updated_at":"2026-05-01T12:00:00.123456+02:00","client_secret_hash":"ABCD"}"#;
    const LATER: &str = r#"{"updated_at":"2026-05-01T10:00:00.123457Z","client_secret_hash":"ABCD"}"#;
    const BARE: &str = r#"{"updated_at":"2026-05-01T10:00:00Z","client_secret_hash":null}"#;

    fn knowledge<'a>(
        wanted: WantedSecret,
        stored: &'a str,
        lock: Option<Value<'a>>,
        equal: &'a str,
    ) -> Knowledge<'a> {
        let stored = if stored.is_empty() { "{}" } else { stored };
        let Stored { has_secret: is_stored, updated_at: stored_at, .. } =
            Stored::of(Value::document(stored.as_bytes()));
        Knowledge { wanted, is_stored, stored_at, lock, equal }
    }

    fn state(wanted: WantedSecret, stored: &str, lock: &str, equal: &str) -> SecretState {
        let lock = (!lock.is_empty()).then(|| Value::document(lock.as_bytes()));
        knowledge(wanted, stored, lock, equal).state()
    }

    #[test]
    fn without_a_secret_on_either_side_there_is_nothing_to_do() {
        assert_eq!(state(WantedSecret::Absent, "", "", ""), SecretState::None);
        assert_eq!(state(WantedSecret::Absent, BARE, LOCK, ""), SecretState::None);
        assert_eq!(state(WantedSecret::Open, STORED, LOCK, ""), SecretState::None);
    }

    #[test]
    fn a_secret_that_only_one_side_has_is_rotated() {
        assert_eq!(state(WantedSecret::Given, "", LOCK, ""), SecretState::Rotated);
        assert_eq!(state(WantedSecret::Given, BARE, LOCK, ""), SecretState::Rotated);
        assert_eq!(state(WantedSecret::Absent, STORED, LOCK, ""), SecretState::Rotated);
    }

    #[test]
    fn a_hash_that_is_the_sha_256_of_ours_proves_the_secret_whatever_the_lock_says() {
        for lock in ["", PENDING, LOCK] {
            assert_eq!(state(WantedSecret::Given, STORED, lock, "sha256"), SecretState::Same);
        }
    }

    #[test]
    fn without_a_lock_or_after_a_crash_nothing_is_known() {
        for lock in ["", PENDING] {
            let fingerprints = "secret hash";
            assert_eq!(state(WantedSecret::Given, STORED, lock, fingerprints), SecretState::Unverified);
        }
    }

    #[test]
    fn a_credential_that_nobody_touched_has_the_locked_secret_whatever_its_hash_says() {
        let ours = "secret";
        let other = "hash";

        assert_eq!(state(WantedSecret::Given, STORED, LOCK, ours), SecretState::Same);
        assert_eq!(state(WantedSecret::Given, STORED, LOCK, other), SecretState::Rotated);
    }

    #[test]
    fn a_hash_that_did_not_change_proves_it_though_the_credential_was_written() {
        let ours = "secret hash";
        let other = "hash";

        assert_eq!(state(WantedSecret::Given, LATER, LOCK, ours), SecretState::Same);
        assert_eq!(state(WantedSecret::Given, LATER, LOCK, other), SecretState::Rotated);
    }

    #[test]
    fn anything_else_was_written_by_somebody_else() {
        for equal in ["secret", ""] {
            assert_eq!(state(WantedSecret::Given, LATER, LOCK, equal), SecretState::ChangedElsewhere);
        }
        assert_eq!(state(WantedSecret::Given, STORED, "{}", "secret"), SecretState::ChangedElsewhere);
    }

    #[test]
    fn fingerprints_are_needed_only_where_they_decide() {
        let document = |json: &'static str| Some(Value::document(json.as_bytes()));
        let knowledge = |wanted, stored, lock| knowledge(wanted, stored, lock, "");

        let untouched = knowledge(WantedSecret::Given, STORED, document(LOCK));
        let touched = knowledge(WantedSecret::Given, LATER, document(LOCK));
        let unlocked = knowledge(WantedSecret::Given, STORED, None);
        let bare = knowledge(WantedSecret::Given, BARE, document(LOCK));
        let open = knowledge(WantedSecret::Open, STORED, document(LOCK));

        let needs = |one: &Knowledge<'_>| (one.needs_fingerprints(), one.needs_stored_hash());
        assert_eq!(
            [untouched, touched, unlocked, bare, open].map(|one| needs(&one)),
            [(true, false), (true, true), (true, false), (false, false), (false, false)]
        );
    }
}
