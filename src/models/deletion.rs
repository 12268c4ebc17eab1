//! The query and the response of a deletion.

use uuid::Uuid;

use super::text::AtLeastOne;

object! { closed
    /// The credentials to delete. This is the query of
    /// `DELETE /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct DeleteTeamCustomCredentialsQuery {
        /// The ids of the credentials. At least one.
        required credential_id: AtLeastOne<Uuid>,
    }
}

object! {
    /// The result for each credential. A partial failure is not an error, so check all three lists. This is the
    /// response of `DELETE /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct DeleteTeamCustomCredentialsResponse {
        /// The ids of deleted credentials.
        required success: Vec<Uuid>,
        /// The ids of credentials that could not be deleted and are still stored.
        required failure: Vec<Uuid>,
        /// The ids that did not exist.
        required not_found: Vec<Uuid>,
    }
}
