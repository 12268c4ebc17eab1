//! A team custom credential, the listing of them, and what sets one.

use uuid::Uuid;

use super::details::Details;
use super::provider::{ListProvider, SetProvider, Source};
use super::text::{AtLeastOne, DateTime};
use crate::secret::Secret;

object! {
    /// A customer's own OAuth application or laboratory account, as stored for one team: what
    /// `GET /v1/org/{org_id}/team_custom_credentials/{env}/{region}` lists, and what `POST` there answers.
    pub struct ClientFacingTeamProviderCredentials {
        /// The credential's id: what `delete` takes. It stays the same when the credential is set anew.
        required id: Uuid,
        /// The public id of the application at the provider. For `freestyle_libre` the LibreView practice id.
        optional client_id: Option<String>,
        /// A hash of the client secret, by an algorithm that Junction does not document. The secret itself never
        /// comes back.
        optional client_secret_hash: Option<String>,
        /// The provider that the credential is for.
        required source: Source,
        /// The team that the credential belongs to.
        required team_id: Uuid,
        /// When the credential was set first.
        required created_at: DateTime,
        /// When the credential was set last.
        required updated_at: DateTime,
        /// What some providers need beside id and secret. It may hold live secrets.
        optional details: Option<Details>,
        /// The page of the application at the provider.
        optional app_url: Option<String>,
        /// The customer's own address that the provider sends people back to after they consent.
        optional redirect_url_override: Option<String>,
    }
}

object! {
    /// One page of a listing: the answer of `GET /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct CustomCredentialsResponse {
        /// The credentials of this page. It may be empty while more pages follow.
        required credentials: Vec<ClientFacingTeamProviderCredentials>,
        /// Pass it back unchanged for the next page. Absent or null on the last one.
        optional next_cursor: Option<String>,
    }
}

object! { closed
    /// What a listing is narrowed to: the query of `GET /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct ListTeamCustomCredentialsQuery {
        /// Only credentials of these teams, at least one. Of all teams when absent or null.
        optional team_id: Option<AtLeastOne<Uuid>>,
        /// Only credentials for this provider. For all providers when absent.
        optional provider: Option<ListProvider>,
        /// Where to go on: the `next_cursor` of an earlier page.
        optional next_cursor: Option<String>,
    }
}

object! {
    /// A credential to set: a new one, or the replacement of the one that the team has for this provider. The body of
    /// `POST /v1/org/{org_id}/team_custom_credentials/{env}/{region}`.
    pub struct UpsertTeamCustomCredentialsBody {
        /// The team that the credential belongs to.
        required team_id: Uuid,
        /// The provider that the credential is for.
        required provider: SetProvider,
        /// The public id of the application at the provider. For `freestyle_libre` the LibreView practice id.
        optional client_id: Option<String>,
        /// The secret of the application at the provider.
        optional client_secret: Option<Secret>,
        /// What some providers need beside id and secret.
        optional details: Option<Details>,
        /// The customer's own address that the provider sends people back to after they consent.
        optional redirect_url_override: Option<String>,
    }
}
