//! What a client is made with, and every default.

use super::failure::Failure;
use crate::check::read::Value;
use crate::check::{UnknownProviders, check_request};
use crate::error::Issue;
use crate::models::schema::Described;
use crate::models::{CallSettings, ClientSettings, KeyHeader, Scope};

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
    /// The organisation: a UUID in lower case.
    pub org_id: String,
    /// Where the Management API is: an origin, and a path without a slash at the end.
    pub base_url: String,
    /// The header that carries the management key.
    pub key_header: String,
    /// Where the management key comes from.
    pub key: Key,
    /// What becomes of providers that this version does not know.
    pub unknown_providers: UnknownProviders,
    /// How long a body may be.
    pub max_response_bytes: u32,
    /// How calls are made that say nothing else.
    pub call: CallConfig,
}

/// Where the management key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// From each call, if it has one. Where it has none somebody else adds it, such as a proxy of the caller.
    OfCall,
    /// From a function of the caller, for each attempt.
    Function,
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

impl Config {
    /// Takes what a client is made with, as JSON: an object of
    ///
    /// - `settings`: the options, a [`ClientSettings`];
    /// - `key`: the management key, true for a function that gives it, or false for what can be no key. Absent if there
    ///   is none;
    /// - `url`: the base URL taken apart as JavaScript does: `protocol`, `hostname`, `address` (the origin with the
    ///   path) and `extras` (user name, password, query and fragment). Absent if there is none, or if it is none;
    /// - `hasFetch`: whether there is a function to send requests with;
    /// - `isWindow`: whether the client is made in a page, whose scripts and extensions everybody can read.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, and a base URL that a key must not be sent to.
    pub fn new(given: &str) -> Result<Self, Box<Failure>> {
        let given = Value::document(given.as_bytes());
        let settings = given.member("settings").unwrap_or(Value::document(b"{}"));
        let checked = check_request(settings.json(), &ClientSettings::KIND, UnknownProviders::Refused);
        let mut issues = checked.err().unwrap_or_default();

        if settings.member("orgId").is_none() {
            complain(&mut issues, "orgId", "expected a uuid, as an option or in JUNCTION_ORG_ID");
        }
        let base_url = match settings.text("baseUrl") {
            Some(_) => given.member("url").and_then(safe_base_url).unwrap_or_default(),
            None => DEFAULT_BASE_URL.to_owned(),
        };
        if base_url.is_empty() {
            let message = "expected a URL with https://, or with http:// to this machine, without a password and a query";
            complain(&mut issues, "baseUrl", message);
        }
        let key = given.member("key");
        if let Some(message) = key_complaint(key, base_url == DEFAULT_BASE_URL) {
            complain(&mut issues, "managementKey", message);
        } else if key.is_some() && given.is_set("isWindow") && !settings.is_set("dangerouslyAllowBrowser") {
            let message = "expected no key in a browser window, where everybody can read it: give a proxy of your own \
                           as `baseUrl`, or set `dangerouslyAllowBrowser`";
            complain(&mut issues, "managementKey", message);
        }
        if !given.is_set("hasFetch") {
            complain(&mut issues, "fetch", "expected a function");
        }
        if !issues.is_empty() {
            return Err(Box::new(Failure::Request { issues }));
        }
        Ok(Self {
            org_id: settings.text("orgId").unwrap_or_default().to_ascii_lowercase(),
            base_url,
            key_header: settings.text("keyHeader").unwrap_or_else(|| DEFAULT_KEY_HEADER.value().to_owned()),
            // A key itself is not kept: memory of the module is no place for it between calls.
            key: if key.is_some_and(Value::is_true) { Key::Function } else { Key::OfCall },
            unknown_providers: match settings.is_set("allowUnknownProviders") {
                true => UnknownProviders::Allowed,
                false => UnknownProviders::Refused,
            },
            max_response_bytes: settings.number("maxResponseBytes", DEFAULT_MAX_RESPONSE_BYTES),
            call: CallConfig::of(settings, DEFAULT_TIMEOUT_MS, DEFAULT_MAX_RETRIES),
        })
    }

    /// Takes the options of a call, if it has any: the JSON of a [`CallSettings`].
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn call(&self, settings: Option<&str>) -> Result<CallConfig, Box<Failure>> {
        if let Some(settings) = settings {
            check_request(settings.as_bytes(), &CallSettings::KIND, UnknownProviders::Refused)
                .map_err(|issues| Box::new(Failure::Request { issues }))?;
        }
        let CallConfig { timeout_ms, max_retries, .. } = self.call;
        let settings = Value::document(settings.unwrap_or("{}").as_bytes());
        Ok(CallConfig::of(settings, timeout_ms, max_retries))
    }
}

impl CallConfig {
    /// Takes options that have been checked, and what holds where they say nothing.
    #[inline(never)]
    fn of(settings: Value<'_>, timeout_ms: u32, max_retries: u32) -> Self {
        Self {
            timeout_ms: settings.number("timeoutMs", timeout_ms),
            max_retries: settings.number("maxRetries", max_retries),
            traceparent: settings.text("traceparent"),
        }
    }
}

// Read in many places: as they are each of these is a call, and inlined it would be many times as long.
impl Value<'_> {
    /// Whether an object has `true` under a name.
    #[inline(never)]
    fn is_set(self, name: &str) -> bool {
        self.member(name).is_some_and(Value::is_true)
    }

    /// The text under a name of an object.
    #[inline(never)]
    fn text(self, name: &str) -> Option<String> {
        self.member(name).and_then(Value::string)
    }

    /// The whole number under a name of an object, or another where there is none. It has been checked that it is no
    /// greater than such numbers are.
    #[inline(never)]
    fn number(self, name: &str, otherwise: u32) -> u32 {
        self.member(name).and_then(Value::whole_number).map_or(otherwise, |number| number as u32)
    }
}

#[inline(never)]
fn complain(issues: &mut Vec<Issue>, argument: &'static str, message: &str) {
    issues.push(Issue::at(argument, message));
}

fn key_complaint(key: Option<Value<'_>>, is_default_url: bool) -> Option<&'static str> {
    let Some(key) = key else {
        return is_default_url.then_some(
            "expected a management key, as an option or in JUNCTION_MANAGEMENT_KEY: only a proxy of your own, given \
             as `baseUrl`, can do without",
        );
    };
    match key.string() {
        Some(key) => complaint_about(&key),
        None if key.is_true() => None,
        None => Some("expected a string, or a function that gives one"),
    }
}

/// Checks that there is an environment and a region: the JSON of a [`Scope`].
///
/// # Errors
///
/// Either, if it is not one that there is.
pub fn check_scope(scope: &str) -> Result<(), Box<Failure>> {
    check_request(scope.as_bytes(), &Scope::KIND, UnknownProviders::Refused)
        .map_err(|issues| Box::new(Failure::Request { issues }))
}

/// What is wrong with a management key, if it is one that this API could not accept, or that no header can carry.
pub fn complaint_about(key: &str) -> Option<&'static str> {
    if key.starts_with("sk_") || key.starts_with("pk_") {
        return Some("expected a management key, which begins with `mg_`, not a team API key");
    }
    let is_printable = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    (!is_printable).then_some("expected printable ASCII characters, without spaces and line breaks")
}

/// The origin and the path of a URL that a key may be sent to.
fn safe_base_url(url: Value<'_>) -> Option<String> {
    let protocol = url.text("protocol")?;
    let is_safe = protocol == "https:" || (protocol == "http:" && is_loopback(&url.text("hostname")?));
    if !is_safe || !url.text("extras")?.is_empty() {
        return None;
    }
    let mut address = url.text("address")?;
    while address.as_bytes().last() == Some(&b'/') {
        address.pop();
    }
    Some(address)
}

fn is_loopback(hostname: &str) -> bool {
    // A name that ends in a number is an IPv4 address, and URL parsers write that as four decimal numbers.
    let is_numeric = |name: &str| name.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit());
    hostname == "localhost"
        || hostname.ends_with(".localhost")
        || hostname == "[::1]"
        || (hostname.starts_with("127.") && is_numeric(hostname) && hostname.as_bytes().last() != Some(&b'.'))
}
