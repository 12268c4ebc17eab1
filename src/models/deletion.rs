//! Deleting credentials: which, and what became of each.

use uuid::Uuid;

use super::schema::{Described, Kind};

object! { closed
    /// The credentials to delete.
    pub struct DeleteTeamCustomCredentialsQuery {
        /// The ids of the credentials, at least one.
        required credential_id: AtLeastOne<Uuid>,
    }
}

object! {
    /// What became of each credential. A partial failure is no error: look at all three lists.
    pub struct DeleteTeamCustomCredentialsResponse {
        /// Deleted.
        required success: Vec<Uuid>,
        /// Still there.
        required failure: Vec<Uuid>,
        /// Not there to begin with.
        required not_found: Vec<Uuid>,
    }
}

/// A list that is never empty.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, tsify::Tsify)]
#[serde(transparent)]
pub struct AtLeastOne<T>(Vec<T>);

impl<T: Described> Described for AtLeastOne<T> {
    const KIND: Kind = Kind::Array { items: &T::KIND, at_least: 1 };
}

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for AtLeastOne<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::deserialize(deserializer)?;
        if items.is_empty() {
            return Err(serde::de::Error::custom("expected at least one item"));
        }
        Ok(Self(items))
    }
}
