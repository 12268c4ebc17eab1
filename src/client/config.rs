//! What a client is made with, and every default.

use uuid::Uuid;

use crate::check::UnknownProviders;
use crate::error::{Error, Issue, Path, Segment};
use crate::models::{ClientSettings, Env, KeyHeader, Region, Scope};
use crate::secret::Secret;

/// Where the Management API is.
pub const DEFAULT_BASE_URL: &str = "https://api.management.junction.com";

/// The header that carries the management key.
pub const DEFAULT_KEY_HEADER: KeyHeader = KeyHeader::Management;

/// What a client is made with.
#[derive(Debug, Clone)]
pub struct Config {
    /// The organisation.
    pub org_id: Uuid,
    /// Where the Management API is: an origin, and a path without a slash at the end.
    pub base_url: String,
    /// The header that carries the management key.
    pub key_header: KeyHeader,
    /// What becomes of providers that this version does not know.
    pub unknown_providers: UnknownProviders,
}

/// A URL in its parts, as every JavaScript runtime takes it apart.
#[derive(Debug, Clone, Default)]
pub struct UrlParts {
    /// The scheme with its colon.
    pub protocol: String,
    /// The user name, the password, the query and the fragment, one behind the other: empty if there is none of them.
    pub extras: String,
    /// The host without its port.
    pub hostname: String,
    /// Scheme, host and port.
    pub origin: String,
    /// The path.
    pub pathname: String,
}

impl Config {
    /// Takes settings that have been checked.
    ///
    /// # Errors
    ///
    /// A base URL that a key must not be sent to.
    pub fn new(
        settings: ClientSettings,
        take_apart: impl Fn(&str) -> Option<UrlParts>,
    ) -> Result<Self, Error> {
        let base_url = match &settings.baseUrl {
            Some(url) => take_apart(url).as_ref().and_then(safe_base_url).ok_or_else(|| {
                refused(
                    "baseUrl",
                    "expected an https URL, or http to this machine, without a password and a query",
                )
            })?,
            None => DEFAULT_BASE_URL.to_owned(),
        };
        Ok(Self {
            org_id: settings.orgId,
            base_url,
            key_header: settings.keyHeader.unwrap_or(DEFAULT_KEY_HEADER),
            unknown_providers: match settings.allowUnknownProviders {
                Some(true) => UnknownProviders::Allowed,
                Some(false) | None => UnknownProviders::Refused,
            },
        })
    }
}

/// The environment and the region of a call.
///
/// # Errors
///
/// Either, if it is not one that there is.
pub fn scope(env: Option<&str>, region: Option<&str>) -> Result<Scope, Error> {
    let env = env.and_then(Env::from_value);
    let region = region.and_then(Region::from_value);
    match (env, region) {
        (Some(env), Some(region)) => Ok(Scope { env, region }),
        _ => {
            let mut issues = Vec::new();
            if env.is_none() {
                issues.push(issue("env", "expected `production` or `sandbox`"));
            }
            if region.is_none() {
                issues.push(issue("region", "expected `us` or `eu`"));
            }
            Err(Error::Request { issues })
        }
    }
}

/// Checks that a key is one that this API could accept.
///
/// # Errors
///
/// A key of another API, or one that no header can carry.
pub fn check_key(key: Option<&Secret>) -> Result<(), Error> {
    let Some(key) = key.map(Secret::expose) else { return Ok(()) };
    if key.starts_with("sk_") || key.starts_with("pk_") {
        return Err(refused(
            "managementKey",
            "expected a management key, which begins with `mg_`, not a team API key",
        ));
    }
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refused("managementKey", "expected printable ASCII characters without spaces"));
    }
    Ok(())
}

fn safe_base_url(url: &UrlParts) -> Option<String> {
    let is_safe = url.protocol == "https:" || (url.protocol == "http:" && is_loopback(&url.hostname));
    (is_safe && url.extras.is_empty())
        .then(|| format!("{}{}", url.origin, url.pathname.trim_end_matches('/')))
}

fn is_loopback(hostname: &str) -> bool {
    // URL parsers write every form of an IPv4 address as four decimal numbers.
    let is_ipv4 = || hostname.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    hostname == "localhost" || hostname.ends_with(".localhost") || hostname == "[::1]" || is_ipv4()
}

fn refused(argument: &'static str, message: &str) -> Error {
    Error::Request { issues: vec![issue(argument, message)] }
}

fn issue(argument: &'static str, message: &str) -> Issue {
    Issue { path: Path::from_iter([Segment::Key(argument)]), message: message.to_owned() }
}
