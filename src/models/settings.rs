//! The options of a client and of a call, as far as they are JSON.

#![allow(non_snake_case, reason = "the names are those of the TypeScript options")]

use uuid::Uuid;

use super::env::{Env, Region};
use super::schema::{Described, Kind, Range};
use super::text::{AtLeastOne, Json};

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
    /// A whole number of milliseconds, from 1 to 2147483647, which is the limit of timers.
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

whole_number! {
    /// A whole number from 1 to 100.
    pub struct Concurrency(1..=100);
}

values! { suggested
    /// The header that carries the management key.
    pub enum KeyHeader {
        Management = "X-Management-Key",
        VitalOrg = "X-Vital-Org-Key",
    }
}

object! { options
    /// The options of a client. They belong to this package and not to the API, so their names follow TypeScript's
    /// conventions.
    pub struct ClientSettings {
        /// The organisation whose teams the client manages. Default: the environment variable `JUNCTION_ORG_ID`, unless
        /// `baseUrl` is a path. Without a key it may be absent: the paths of requests then contain `self`, which your
        /// proxy replaces.
        optional orgId: Uuid,
        /// The base URL of the Management API. It must use https, or http to the same machine, and contain no password
        /// and no query. A path prefix is kept. In a page, it may be a path such as `/api/junction`. Default:
        /// `https://api.management.junction.com`.
        optional baseUrl: String,
        /// The header of the management key. `X-Vital-Org-Key` is deprecated and still accepted. Default:
        /// `X-Management-Key`.
        optional keyHeader: KeyHeader,
        /// Accept unknown providers in `list`, `set` and `prepare`. Default: `false`.
        optional allowUnknownProviders: bool,
        /// The timeout of one attempt in milliseconds, reading the body included. Default: 30000.
        optional timeoutMs: Milliseconds,
        /// The maximum number of retries. 0 means one attempt. `list`, `prepare` and `delete` are retried after status
        /// 429, 500, 502, 503 and 504, network failures and timeouts. `set` is retried after status 429 and 503 only,
        /// because the API may have stored the credential even if its response was lost. Default: 2.
        optional maxRetries: Retries,
        /// The maximum length of a response body in bytes. Default: 16777216 (16 MiB).
        optional maxResponseBytes: Bytes,
        /// Allow a management key in a browser window, where every visitor can read it. Default: `false`.
        optional dangerouslyAllowBrowser: bool,
        /// The management key, or a function that returns it. Not JSON; validated separately.
        optional managementKey: Json,
        /// The function that sends requests. Not JSON; validated separately.
        optional fetch: Json,
        /// Called once for each unrecognised value, key or shape in a response. A function, so it is null in JSON.
        #[tsify(type = "Json")]
        optional onDrift: Callback,
        /// Called after each attempt of a call. A function, so it is null in JSON.
        #[tsify(type = "Json")]
        optional onAttempt: Callback,
    }
}

object! { options
    /// The options of one call. They belong to this package and not to the API, so their names follow TypeScript's
    /// conventions.
    pub struct CallSettings {
        /// The timeout of one attempt in milliseconds, reading the body included. Default: the client's.
        optional timeoutMs: Milliseconds,
        /// The maximum number of retries. Default: the client's.
        optional maxRetries: Retries,
        /// The `traceparent` header (W3C Trace Context). It is sent with the request. Errors contain its trace id,
        /// which Junction's support asks for.
        optional traceparent: Traceparent,
        /// The signal that aborts the call. Not JSON; validated separately.
        optional signal: Json,
    }
}

object! { options
    /// The environments and regions that `everywhere` reads, and how many of them at the same time.
    pub struct EverywhereSettings {
        /// The environments to read. Default: `["production", "sandbox"]`.
        optional envs: AtLeastOne<Env>,
        /// The regions to read in each environment. Default: `["us", "eu"]`.
        optional regions: AtLeastOne<Region>,
        /// The maximum number of environments and regions that are read at the same time. Default: 4.
        optional concurrency: Concurrency,
    }
}

/// A function of the caller. It is null in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Callback;

impl Described for Callback {
    const KIND: Kind = Kind::Function;
}

/// A `traceparent` header (W3C Trace Context), such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
#[serde(transparent)]
pub struct Traceparent(String);

impl Described for Traceparent {
    const KIND: Kind = Kind::Traceparent;
}
