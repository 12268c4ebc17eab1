//! What a client is made with and what a call is given, as far as it is data.

use uuid::Uuid;

use super::schema::{Described, Kind, Range};
use super::text::Json;

/// Declares a number without a fraction: `pub struct Retries(0..=100);`.
macro_rules! whole_number {
    ($(#[$meta:meta])* pub struct $name:ident($from:literal..=$to:literal);) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl Described for $name {
            const KIND: Kind = Kind::Range(&Range { from: $from, to: $to });
        }
    };
}

whole_number! {
    /// A whole number of milliseconds, from 1 to 2147483647: timers go no further.
    pub struct Milliseconds(1..=2_147_483_647);
}

whole_number! {
    /// A whole number from 0 to 100.
    pub struct Retries(0..=100);
}

whole_number! {
    /// A whole number of bytes, from 1 to 2147483647.
    pub struct Bytes(1..=2_147_483_647);
}

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
        /// How long one attempt may take, its body included. 30000 when absent.
        optional timeoutMs: Milliseconds,
        /// How often a failed attempt is repeated at most, 2 times when absent; 0 means one attempt. `list`, `prepare`
        /// and `delete` are repeated after 429, 500, 502, 503 and 504, network failures and timeouts; `set` after 429
        /// and 503 only, since a lost answer may hide that it was done.
        optional maxRetries: Retries,
        /// How long a body may be. 16 MiB when absent.
        optional maxResponseBytes: Bytes,
        /// Whether a key may be given to a client in a browser window, where everybody can read it. It may not when
        /// absent.
        optional dangerouslyAllowBrowser: bool,
        /// The management key, or a function that gives it. No JSON: it is looked at apart.
        optional managementKey: Json,
        /// What requests are sent with. No JSON: it is looked at apart.
        optional fetch: Json,
        /// What is told of values, keys and shapes that this version does not know. A function, and so null in JSON.
        #[tsify(type = "Json")]
        optional onDrift: Callback,
    }
}

object! { closed
    /// What a single call can be given. Ours, and so named as TypeScript names things.
    #[allow(non_snake_case, reason = "the names are those of the TypeScript options")]
    pub struct CallSettings {
        /// How long one attempt may take, its body included. As the client says when absent.
        optional timeoutMs: Milliseconds,
        /// How often a failed attempt is repeated at most. As the client says when absent.
        optional maxRetries: Retries,
        /// The `traceparent` header of W3C Trace Context, which is passed on. Junction's support asks for its trace id,
        /// which errors carry.
        optional traceparent: Traceparent,
        /// What aborts the call. No JSON: it is looked at apart.
        optional signal: Json,
    }
}

/// A function of the caller, which is null in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Callback;

impl Described for Callback {
    const KIND: Kind = Kind::Function;
}

/// A `traceparent` header of W3C Trace Context, such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
#[serde(transparent)]
pub struct Traceparent(String);

impl Described for Traceparent {
    const KIND: Kind = Kind::Traceparent;
}
