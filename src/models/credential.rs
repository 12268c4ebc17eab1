//! A team custom credential, a page of a listing, and the body that sets a credential.

use uuid::Uuid;

use super::details::Details;
use super::provider::{ListProvider, SetProvider, Source};
use super::text::{AtLeastOne, DateTime};
use crate::secret::Secret;

object! {
    /// A customer's own OAuth application or laboratory account, as stored for one team.
    /// `GET /v1/org/{org_id}/team_custom_credentials/{env}/{region}` lists it, and `POST` to the same path returns it.
    pub struct ClientFacingTeamProviderCredentials {
        /// The id of the credential. Pass it to `delete`. It stays the same when the credential is set again.
        required id: Uuid,
        /// The public id of the application at the provider. For `freestyle_libre`, the LibreView practice id.
        optional client_id: Option<String>,
        /// A hash of the client secret. Junction does not document the algorithm. The API never returns the secret
        /// itself.
        optional client_secret_hash: Option<String>,
        /// The provider of the credential.
        required source: Source,
        /// The team that the credential belongs to.
        required team_id: Uuid,
        /// When the credential was first set.
        required created_at: DateTime,
        /// When the credential was last set.
        required updated_at: DateTime,
        /// Data that some providers need in addition to id and secret. It may contain live secrets.
        optional details: Option<Details>,
        /// The URL of the application's page at the provider.
        optional app_url: Option<String>,
        /// The customer's own redirect URL. The provider sends users to it after they consent.
        optional redirect_url_override: Option<String>,
    }
}

object! {
    /// One page of a listing. This is the response of `GET /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct CustomCredentialsResponse {
        /// The credentials of this page. The list may be empty although more pages follow.
        required credentials: Vec<ClientFacingTeamProviderCredentials>,
        /// Pass it back unchanged to get the next page. Absent or null on the last page.
        optional next_cursor: Option<String>,
    }
}

object! { closed
    /// The filters and the cursor of a listing. This is the query of
    /// `GET /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct ListTeamCustomCredentialsQuery {
        /// Return only credentials of these teams. At least one id. Absent or null: all teams.
        optional team_id: Option<AtLeastOne<Uuid>>,
        /// Return only credentials of this provider. Default: all providers.
        optional provider: Option<ListProvider>,
        /// Return the page after this cursor, which is the `next_cursor` of an earlier page. Default: the first page.
        optional next_cursor: Option<String>,
    }
}

object! {
    /// A credential to set. It is created, or replaces the team's credential for this provider. This is the body of
    /// `POST /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct UpsertTeamCustomCredentialsBody {
        /// The team that the credential belongs to.
        required team_id: Uuid,
        /// The provider of the credential.
        required provider: SetProvider,
        /// The public id of the application at the provider. For `freestyle_libre`, the LibreView practice id.
        optional client_id: Option<String>,
        /// The secret of the application at the provider.
        optional client_secret: Option<Secret>,
        /// Data that some providers need in addition to id and secret.
        optional details: Option<Details>,
        /// The customer's own redirect URL. The provider sends users to it after they consent.
        optional redirect_url_override: Option<String>,
    }
}
