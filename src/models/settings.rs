//! What a client is made with, as far as it is data.

use uuid::Uuid;

use super::text::Json;

values! {
    /// The header that carries the management key.
    pub enum KeyHeader {
        Management = "X-Management-Key",
        VitalOrg = "X-Vital-Org-Key",
    }
}

object! { closed
    /// The options of a client. Ours, and so named as TypeScript names things.
    #[allow(non_snake_case, reason = "the names are those of the TypeScript options")]
    pub struct ClientSettings {
        /// The organisation whose teams the client serves. Read from `JUNCTION_ORG_ID` when absent.
        optional orgId: Uuid,
        /// Where the Management API is, `https://api.management.junction.com` when absent. A path prefix is kept.
        /// It must be https, or http to this machine, and hold neither a password nor a query.
        optional baseUrl: String,
        /// The header that carries the key, `X-Management-Key` when absent. The older one is still accepted.
        optional keyHeader: KeyHeader,
        /// Whether `list`, `set` and `prepare` let providers pass that this version does not know. They do not
        /// when absent.
        optional allowUnknownProviders: bool,
        /// The management key, or a function that gives it. No JSON: it is looked at apart.
        optional managementKey: Json,
        /// What requests are sent with. No JSON: it is looked at apart.
        optional fetch: Json,
    }
}
