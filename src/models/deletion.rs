//! Deleting credentials: which, and what became of each.

use uuid::Uuid;

use super::text::AtLeastOne;

object! { closed
    /// The credentials to delete: the query of
    /// `DELETE /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct DeleteTeamCustomCredentialsQuery {
        /// The ids of the credentials, at least one.
        required credential_id: AtLeastOne<Uuid>,
    }
}

object! {
    /// What became of each credential. A partial failure is no error: look at all three lists. The answer of
    /// `DELETE /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct DeleteTeamCustomCredentialsResponse {
        /// Deleted.
        required success: Vec<Uuid>,
        /// Still there.
        required failure: Vec<Uuid>,
        /// Not there to begin with.
        required not_found: Vec<Uuid>,
    }
}
