//! A team of an organisation, and the listing of teams.

use uuid::Uuid;

use super::env::Region;
use super::text::{DateTime, Open, SearchQuery};

object! {
    /// A team of the organisation. `GET /v1/org/{org_id}/team` lists it.
    pub struct ClientFacingOrgTeamListItem {
        /// The id of the team. Pass it as `team_id`.
        required id: Uuid,
        /// The name of the team. Names are not unique.
        required name: String,
        /// When the team was created.
        required created_on: DateTime,
        /// The region that stores the team's data.
        required region: Open<Region>,
        /// The id of the team in the customer's own system.
        optional integration_team_id: Option<String>,
    }
}

object! {
    /// One page of a listing of teams. This is the response of `GET /v1/org/{org_id}/team`.
    pub struct ClientFacingOrgTeamListResponse {
        /// The teams of this page. The list may be empty although more pages follow.
        required teams: Vec<ClientFacingOrgTeamListItem>,
        /// Pass it back unchanged to get the next page. Null on the last page.
        required next_cursor: Option<String>,
    }
}

object! { closed
    /// The filters and the cursor of a listing of teams. This is the query of `GET /v1/org/{org_id}/team`.
    pub struct ListTeamsInOrgQuery {
        /// Return only this team.
        optional team_id: Option<Uuid>,
        /// Return only teams of these regions. Default: all regions.
        optional region: Option<Vec<Region>>,
        /// Return only teams that match this text. Junction does not document what it is compared with.
        optional search_query: Option<SearchQuery>,
        /// Return the page after this cursor, which is the `next_cursor` of an earlier page. Default: the first page.
        optional next_cursor: Option<String>,
    }
}
