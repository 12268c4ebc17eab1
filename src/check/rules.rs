//! How precisely a document is checked.

/// What becomes of a provider that this version does not know, in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownProviders {
    /// It is an issue.
    Refused,
    /// It passes.
    Allowed,
}

/// How precisely a document is checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Whether values, keys and shapes have to be known where the description lists them all.
    pub(super) are_strict: bool,
    /// Whether those that are not known are told.
    pub(super) tells_drift: bool,
    /// Whether it matters if they are known.
    pub(super) is_thorough: bool,
    pub(super) unknown_providers: UnknownProviders,
    /// Whether its provider may ask for more.
    pub(super) are_of_upsert: bool,
}

impl Rules {
    pub(super) const ANSWER: Self = Self {
        are_strict: false,
        tells_drift: false,
        is_thorough: false,
        unknown_providers: UnknownProviders::Allowed,
        are_of_upsert: false,
    };

    pub(super) const DRIFT: Self = Self { tells_drift: true, is_thorough: true, ..Self::ANSWER };

    pub(super) fn request(unknown_providers: UnknownProviders) -> Self {
        Self { are_strict: true, is_thorough: true, unknown_providers, ..Self::ANSWER }
    }
}
