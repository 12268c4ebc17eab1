//! The configuration of a client, and all defaults.

use super::base_url::safe_base_url;
use super::failure::Failure;
use super::key::{Key, key_complaint};
use crate::check::read::Value;
use crate::check::{UnknownProviders, check_request};
use crate::error::Issue;
use crate::models::schema::Described;
use crate::models::{CallSettings, ClientSettings, KeyHeader};

/// The default base URL: the Management API.
pub const DEFAULT_BASE_URL: &str = "https://api.management.junction.com";

/// The default header of the management key.
pub const DEFAULT_KEY_HEADER: KeyHeader = KeyHeader::Management;

/// The default timeout of one attempt, reading the body included.
pub const DEFAULT_TIMEOUT_MS: u32 = 30_000;

/// The default maximum number of retries.
pub const DEFAULT_MAX_RETRIES: u32 = 2;

/// The default maximum length of a response body: 16 MiB.
pub const DEFAULT_MAX_RESPONSE_BYTES: u32 = 16 * 1024 * 1024;

/// The configuration of a client.
#[derive(Debug, Clone)]
pub struct Config {
    /// The organisation, a UUID in lower case. `self` if a proxy of the caller adds it.
    pub org_id: String,
    /// The base URL of the Management API: an origin, and a path without a slash at the end.
    pub base_url: String,
    /// The header of the management key.
    pub key_header: String,
    /// The source of the management key.
    pub key: Key,
    /// How providers that this version does not know are handled.
    pub unknown_providers: UnknownProviders,
    /// The maximum length of a response body in bytes.
    pub max_response_bytes: u32,
    /// The options of calls that do not set their own.
    pub call: CallConfig,
}

/// The options of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallConfig {
    /// The timeout of one attempt, reading the body included.
    pub timeout_ms: u32,
    /// The maximum number of retries.
    pub max_retries: u32,
    /// The `traceparent` header, which is sent with the request.
    pub traceparent: Option<String>,
}

impl Config {
    /// Creates a configuration from JSON. It is an object with these keys:
    ///
    /// - `settings`: the options, a [`ClientSettings`].
    /// - `key`: the management key, `true` for a function that returns it, or `false` for a value that cannot be a key.
    ///   Absent if there is none.
    /// - `url`: the base URL as JavaScript parses it: `protocol`, `hostname`, `address` (origin and path), `extras`
    ///   (user name, password, query and fragment), and `isPath`: whether the option is a path of the page that runs this
    ///   program. Absent if there is none, or if it is invalid.
    /// - `hasFetch`: whether there is a function that sends requests.
    /// - `isWindow`: whether the client is created in a web page, where every visitor can read the key.
    ///
    /// # Errors
    ///
    /// Every invalid option, and a base URL to which the key must not be sent.
    pub fn new(given: &str) -> Result<Self, Vec<Issue>> {
        let given = Value::document(given.as_bytes());
        let settings = given.member("settings").unwrap_or(Value::document(b"{}"));
        let checked = check_request(settings.json(), &ClientSettings::KIND, UnknownProviders::Refused);
        let mut issues = checked.err().unwrap_or_default();

        let base_url = match settings.text("baseUrl") {
            Some(_) => given.member("url").and_then(safe_base_url).unwrap_or_default(),
            None => DEFAULT_BASE_URL.to_owned(),
        };
        let key = given.member("key");
        // A proxy that adds the key knows the organisation.
        if settings.member("orgId").is_none() && (key.is_some() || base_url == DEFAULT_BASE_URL) {
            complain(&mut issues, "orgId", "expected a uuid, as an option or in JUNCTION_ORG_ID");
        }
        if base_url.is_empty() {
            let message = "expected an https URL, an http URL of this machine, or in a page a path such as \
                           `/api/junction`, without credentials and query";
            complain(&mut issues, "baseUrl", message);
        }
        if let Some(message) = key_complaint(key, base_url == DEFAULT_BASE_URL) {
            complain(&mut issues, "managementKey", message);
        } else if key.is_some() && given.is_set("isWindow") && !settings.is_set("dangerouslyAllowBrowser") {
            let message = "expected no key in a browser, where everybody can read it; use your own proxy as \
                           `baseUrl`, or set `dangerouslyAllowBrowser`";
            complain(&mut issues, "managementKey", message);
        }
        if !given.is_set("hasFetch") {
            complain(&mut issues, "fetch", "expected a function");
        }
        if !issues.is_empty() {
            return Err(issues);
        }
        Ok(Self {
            org_id: settings.text("orgId").as_deref().unwrap_or("self").to_ascii_lowercase(),
            base_url,
            key_header: settings.text("keyHeader").unwrap_or_else(|| DEFAULT_KEY_HEADER.value().to_owned()),
            // The key itself is not kept, so that it does not stay in the memory of the module between calls.
            key: if key.is_some_and(Value::is_true) { Key::Function } else { Key::OfCall },
            unknown_providers: match settings.is_set("allowUnknownProviders") {
                true => UnknownProviders::Allowed,
                false => UnknownProviders::Refused,
            },
            max_response_bytes: settings.number("maxResponseBytes", DEFAULT_MAX_RESPONSE_BYTES),
            call: CallConfig::of(settings, DEFAULT_TIMEOUT_MS, DEFAULT_MAX_RETRIES),
        })
    }

    /// Reads the options of a call from the JSON of a [`CallSettings`].
    ///
    /// # Errors
    ///
    /// Every invalid option.
    pub fn call(&self, settings: &str) -> Result<CallConfig, Box<Failure>> {
        check_request(settings.as_bytes(), &CallSettings::KIND, UnknownProviders::Refused)
            .map_err(|issues| Box::new(Failure::Request { issues }))?;
        let CallConfig { timeout_ms, max_retries, .. } = self.call;
        Ok(CallConfig::of(Value::document(settings.as_bytes()), timeout_ms, max_retries))
    }
}

impl CallConfig {
    /// Takes options that have been validated, and the defaults of absent options.
    #[inline(never)]
    fn of(settings: Value<'_>, timeout_ms: u32, max_retries: u32) -> Self {
        Self {
            timeout_ms: settings.number("timeoutMs", timeout_ms),
            max_retries: settings.number("maxRetries", max_retries),
            traceparent: settings.text("traceparent"),
        }
    }
}

#[inline(never)]
fn complain(issues: &mut Vec<Issue>, argument: &'static str, message: &str) {
    issues.push(Issue::at(argument, message));
}
