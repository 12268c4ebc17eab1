//! What a client is made with, and every default.

use uuid::Uuid;

use crate::check::read::Value;
use crate::check::{UnknownProviders, check_request};
use crate::error::{Error, Issue};
use crate::models::schema::Described;
use crate::models::{CallSettings, ClientSettings, Env, KeyHeader, Region, Scope};
use crate::secret::Secret;

/// Where the Management API is.
pub const DEFAULT_BASE_URL: &str = "https://api.management.junction.com";

/// The header that carries the management key.
pub const DEFAULT_KEY_HEADER: KeyHeader = KeyHeader::Management;

/// How long one attempt may take, its body included.
pub const DEFAULT_TIMEOUT_MS: u32 = 30_000;

/// How often a failed attempt is repeated at most.
pub const DEFAULT_MAX_RETRIES: u32 = 2;

/// How long a body may be: 16 MiB.
pub const DEFAULT_MAX_RESPONSE_BYTES: u32 = 16 * 1024 * 1024;

/// The longest wait before the first retry.
pub const FIRST_DELAY_MS: f64 = 500.0;

/// The longest wait before any retry that the API does not ask for.
pub const LONGEST_DELAY_MS: f64 = 8000.0;

/// The longest wait that the API may ask for.
pub const LONGEST_RETRY_AFTER_MS: f64 = 60_000.0;

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
    /// How long a body may be.
    pub max_response_bytes: usize,
    /// How calls are made that say nothing else.
    pub call: CallConfig,
}

/// How one call is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallConfig {
    /// How long one attempt may take, its body included.
    pub timeout_ms: u32,
    /// How often a failed attempt is repeated at most.
    pub max_retries: u32,
    /// The header that is passed on for tracing.
    pub traceparent: Option<String>,
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

/// What a caller gave for the management key.
#[derive(Debug)]
pub enum GivenKey<'k> {
    /// Nothing: somebody behind the base URL has to add it.
    Nothing,
    /// The key.
    Text(&'k Secret),
    /// A function that gives it.
    Function,
    /// Something that can be no key.
    Other,
}

impl Config {
    /// Takes the options of a client: the JSON of a [`ClientSettings`], the key, whether there is a `fetch`,
    /// and where the client is made.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, and a base URL that a key must not be sent to.
    pub fn new(
        settings: &str,
        key: &GivenKey<'_>,
        has_fetch: bool,
        host: Host,
        take_apart: impl Fn(&str) -> Option<UrlParts>,
    ) -> Result<Self, Error> {
        let mut issues = check_request(settings.as_bytes(), &ClientSettings::KIND, UnknownProviders::Refused)
            .err()
            .unwrap_or_default();
        let settings = Value::document(settings.as_bytes());
        let text = |name| settings.member(name).and_then(Value::string);
        let number = |name| settings.member(name).and_then(Value::whole_number).map(|number| number as u32);
        let is_allowed = |name| settings.member(name).is_some_and(Value::is_true);

        if settings.member("orgId").is_none() {
            issues.push(Issue::at("orgId", "expected a uuid, as an option or in JUNCTION_ORG_ID"));
        }
        let base_url = match text("baseUrl") {
            Some(url) => take_apart(&url).as_ref().and_then(safe_base_url),
            None => Some(DEFAULT_BASE_URL.to_owned()),
        };
        if base_url.is_none() {
            let message = "expected a URL with https://, or with http:// to this machine, without a password and a query";
            issues.push(Issue::at("baseUrl", message));
        }
        if let Some(message) = key_complaint(key, base_url.as_deref()) {
            issues.push(Issue::at("managementKey", message));
        }
        let has_key = matches!(key, GivenKey::Text(_) | GivenKey::Function);
        if has_key && host == Host::BrowserWindow && !is_allowed("dangerouslyAllowBrowser") {
            let message = "expected no key in a browser window, where everybody can read it: give a proxy of your own \
                           as `baseUrl`, or set `dangerouslyAllowBrowser`";
            issues.push(Issue::at("managementKey", message));
        }
        if !has_fetch {
            issues.push(Issue::at("fetch", "expected a function: this runtime has no `fetch` of its own"));
        }
        let org_id = text("orgId").and_then(|id| Uuid::try_parse(&id).ok());
        let (Some(org_id), Some(base_url), true) = (org_id, base_url, issues.is_empty()) else {
            return Err(Error::Request { issues });
        };
        Ok(Self {
            org_id,
            base_url,
            key_header: text("keyHeader")
                .and_then(|name| KeyHeader::from_value(&name))
                .unwrap_or(DEFAULT_KEY_HEADER),
            unknown_providers: match is_allowed("allowUnknownProviders") {
                true => UnknownProviders::Allowed,
                false => UnknownProviders::Refused,
            },
            max_response_bytes: number("maxResponseBytes").unwrap_or(DEFAULT_MAX_RESPONSE_BYTES) as usize,
            call: CallConfig {
                timeout_ms: number("timeoutMs").unwrap_or(DEFAULT_TIMEOUT_MS),
                max_retries: number("maxRetries").unwrap_or(DEFAULT_MAX_RETRIES),
                traceparent: None,
            },
        })
    }

    /// Takes the options of a call: the JSON of a [`CallSettings`].
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn call(&self, settings: &str) -> Result<CallConfig, Error> {
        check_request(settings.as_bytes(), &CallSettings::KIND, UnknownProviders::Refused)
            .map_err(|issues| Error::Request { issues })?;
        let settings = Value::document(settings.as_bytes());
        let number = |name| settings.member(name).and_then(Value::whole_number).map(|number| number as u32);
        Ok(CallConfig {
            timeout_ms: number("timeoutMs").unwrap_or(self.call.timeout_ms),
            max_retries: number("maxRetries").unwrap_or(self.call.max_retries),
            traceparent: settings.member("traceparent").and_then(Value::string),
        })
    }
}

/// Where a client is made, as far as its key is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// A page, whose scripts and extensions everybody can read.
    BrowserWindow,
    /// Anything else.
    Elsewhere,
}

fn key_complaint(key: &GivenKey<'_>, base_url: Option<&str>) -> Option<&'static str> {
    match key {
        GivenKey::Nothing if base_url == Some(DEFAULT_BASE_URL) => Some(
            "expected a management key, as an option or in JUNCTION_MANAGEMENT_KEY: only a proxy of your own, given \
             as `baseUrl`, can do without",
        ),
        GivenKey::Nothing | GivenKey::Function => None,
        GivenKey::Text(key) => complaint_about(key),
        GivenKey::Other => Some("expected a string, or a function that gives one"),
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
                issues.push(Issue::at("env", "expected `production` or `sandbox`"));
            }
            if region.is_none() {
                issues.push(Issue::at("region", "expected `us` or `eu`"));
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
    match key.and_then(complaint_about) {
        Some(message) => Err(Issue::at("managementKey", message).into()),
        None => Ok(()),
    }
}

fn complaint_about(key: &Secret) -> Option<&'static str> {
    let key = key.expose();
    if key.starts_with("sk_") || key.starts_with("pk_") {
        return Some("expected a management key, which begins with `mg_`, not a team API key");
    }
    let is_printable = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    (!is_printable).then_some("expected printable ASCII characters, without spaces and line breaks")
}

fn safe_base_url(url: &UrlParts) -> Option<String> {
    let is_safe = url.protocol == "https:" || (url.protocol == "http:" && is_loopback(&url.hostname));
    (is_safe && url.extras.is_empty()).then(|| [&url.origin, url.pathname.trim_end_matches('/')].concat())
}

fn is_loopback(hostname: &str) -> bool {
    // URL parsers write every form of an IPv4 address as four decimal numbers, and take no other four for a name.
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_ipv4 = || hostname.split('.').count() == 4 && hostname.split('.').all(is_number);
    hostname == "localhost"
        || hostname.ends_with(".localhost")
        || hostname == "[::1]"
        || (hostname.starts_with("127.") && is_ipv4())
}
