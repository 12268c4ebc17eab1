//! Deleting credentials: which, and what became of each.

use uuid::Uuid;

use super::text::AtLeastOne;

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
