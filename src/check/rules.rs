//! How strictly a document is validated.

/// How a request is handled if it has a provider that this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownProviders {
    /// The request is rejected.
    Refused,
    /// The request is accepted.
    Allowed,
}

/// How strictly a document is validated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Whether unknown values, keys and shapes are issues, where the API's description is exhaustive.
    pub(super) are_strict: bool,
    /// Whether unknown values, keys and shapes are reported as drift.
    pub(super) tells_drift: bool,
    /// Whether values are compared with lists.
    pub(super) is_thorough: bool,
    pub(super) unknown_providers: UnknownProviders,
    /// Whether this is the body of `set`, for which each provider has additional rules.
    pub(super) is_upsert: bool,
}

impl Rules {
    pub(super) const ANSWER: Self = Self {
        are_strict: false,
        tells_drift: false,
        is_thorough: false,
        unknown_providers: UnknownProviders::Allowed,
        is_upsert: false,
    };

    pub(super) const DRIFT: Self = Self { tells_drift: true, is_thorough: true, ..Self::ANSWER };

    pub(super) fn request(unknown_providers: UnknownProviders) -> Self {
        Self { are_strict: true, is_thorough: true, unknown_providers, ..Self::ANSWER }
    }
}
