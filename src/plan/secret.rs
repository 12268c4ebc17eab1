//! What is known about a client secret, and what follows from it. The API never returns a client secret: it returns a
//! hash by an undocumented algorithm.

use super::instant::is_same_instant;

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
    /// Whether the lock has an entry, which no crash left pending.
    pub is_locked: bool,
    /// When the locked secret was stored.
    pub locked_at: &'a str,
    /// When the stored credential was written.
    pub stored_at: &'a str,
}

/// Which fingerprints are equal, with spaces between them: `sha256` (of the wanted secret, and the stored hash), `secret` (of
/// the wanted secret, and the locked one) and `hash` (of the stored hash, and the locked one).
#[derive(Debug, Clone, Copy)]
pub struct Equal<'a>(pub &'a str);

impl Equal<'_> {
    fn has(self, name: &str) -> bool {
        self.0.split(' ').any(|one| one == name)
    }
}

impl Knowledge<'_> {
    /// The state of the secret. The first case that applies decides.
    pub fn state(&self, equal: Equal<'_>) -> SecretState {
        match (self.wanted, self.is_stored) {
            (WantedSecret::Open, _) | (WantedSecret::Absent, false) => return SecretState::None,
            (WantedSecret::Absent, true) | (WantedSecret::Given, false) => return SecretState::Rotated,
            (WantedSecret::Given, true) => {}
        }
        if equal.has("sha256") {
            return SecretState::Same;
        }
        if !self.is_locked {
            return SecretState::Unverified;
        }
        if !self.is_untouched() && !equal.has("hash") {
            return SecretState::ChangedElsewhere;
        }
        match equal.has("secret") {
            true => SecretState::Same,
            false => SecretState::Rotated,
        }
    }

    /// Whether the fingerprints of the wanted secret are needed.
    pub fn needs_fingerprints(&self) -> bool {
        self.wanted == WantedSecret::Given && self.is_stored
    }

    /// Whether the fingerprint of the stored hash is needed: only if the credential was written since the lock.
    pub fn needs_stored_hash(&self) -> bool {
        self.needs_fingerprints() && self.is_locked && !self.is_untouched()
    }

    /// Whether the stored credential was not written since the lock.
    fn is_untouched(&self) -> bool {
        is_same_instant(self.locked_at, self.stored_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "2026-05-01T12:00:00.123456+02:00";
    const LOCKED: &str = "2026-05-01T10:00:00.123456+00:00";
    const LATER: &str = "2026-05-01T10:00:00.123457Z";

    const UNLOCKED: Knowledge<'_> = Knowledge {
        wanted: WantedSecret::Given,
        is_stored: true,
        is_locked: false,
        locked_at: "",
        stored_at: WRITTEN,
    };
    const UNTOUCHED: Knowledge<'_> = Knowledge { is_locked: true, locked_at: LOCKED, ..UNLOCKED };
    const TOUCHED: Knowledge<'_> = Knowledge { stored_at: LATER, ..UNTOUCHED };

    fn state(knowledge: Knowledge<'_>, equal: &str) -> SecretState {
        knowledge.state(Equal(equal))
    }

    #[test]
    fn without_a_secret_on_either_side_there_is_nothing_to_do() {
        let absent = Knowledge { wanted: WantedSecret::Absent, is_stored: false, ..UNTOUCHED };
        let open = Knowledge { wanted: WantedSecret::Open, ..UNTOUCHED };

        assert_eq!(state(absent, ""), SecretState::None);
        assert_eq!(state(Knowledge { is_locked: false, ..absent }, ""), SecretState::None);
        assert_eq!(state(open, ""), SecretState::None);
    }

    #[test]
    fn a_secret_that_only_one_side_has_is_rotated() {
        assert_eq!(state(Knowledge { is_stored: false, ..UNTOUCHED }, ""), SecretState::Rotated);
        assert_eq!(state(Knowledge { is_stored: false, ..UNLOCKED }, ""), SecretState::Rotated);
        assert_eq!(state(Knowledge { wanted: WantedSecret::Absent, ..UNTOUCHED }, ""), SecretState::Rotated);
    }

    #[test]
    fn a_hash_that_is_the_sha_256_of_ours_proves_the_secret_whatever_the_lock_says() {
        for knowledge in [UNLOCKED, UNTOUCHED, TOUCHED] {
            assert_eq!(state(knowledge, "sha256"), SecretState::Same);
        }
    }

    #[test]
    fn without_a_settled_lock_nothing_is_known() {
        assert_eq!(state(UNLOCKED, "secret hash"), SecretState::Unverified);
    }

    #[test]
    fn a_credential_that_nobody_touched_has_the_locked_secret_whatever_its_hash_says() {
        assert_eq!(state(UNTOUCHED, "secret"), SecretState::Same);
        assert_eq!(state(UNTOUCHED, "hash"), SecretState::Rotated);
        assert_eq!(state(UNTOUCHED, ""), SecretState::Rotated);
    }

    #[test]
    fn a_hash_that_did_not_change_proves_it_though_the_credential_was_written() {
        assert_eq!(state(TOUCHED, "secret hash"), SecretState::Same);
        assert_eq!(state(TOUCHED, "hash"), SecretState::Rotated);
    }

    #[test]
    fn anything_else_was_written_by_somebody_else() {
        for equal in ["secret", ""] {
            assert_eq!(state(TOUCHED, equal), SecretState::ChangedElsewhere);
        }
        let undated = Knowledge { locked_at: "", ..UNTOUCHED };
        assert_eq!(state(undated, "secret"), SecretState::ChangedElsewhere);
    }

    #[test]
    fn fingerprints_are_needed_only_where_they_decide() {
        let bare = Knowledge { is_stored: false, ..TOUCHED };
        let open = Knowledge { wanted: WantedSecret::Open, ..TOUCHED };

        let needs = |one: Knowledge<'_>| (one.needs_fingerprints(), one.needs_stored_hash());
        assert_eq!(
            [UNTOUCHED, TOUCHED, UNLOCKED, bare, open].map(needs),
            [(true, false), (true, true), (true, false), (false, false), (false, false)]
        );
    }
}
