//! What has to hold for every base URL and every header, whatever it is.

use junction_credentials::client::config::{Config, GivenKey, Host, UrlParts, check_key};
use junction_credentials::client::retry::retry_after_ms;
use junction_credentials::models::formats::trace_id;
use junction_credentials::secret::Secret;
use url::Url;

/// What went wrong with a text that is taken for a base URL and for headers. None if all is well.
pub fn fault(text: &str) -> Option<String> {
    let settings = serde_json::json!({
        "orgId": "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22",
        "baseUrl": text,
        "maxRetries": 0,
    });
    let config = Config::new(&settings.to_string(), &GivenKey::Nothing, true, Host::Elsewhere, take_apart);
    if let Ok(config) = config {
        let Ok(url) = Url::parse(&config.base_url) else { return Some("a base URL that is none".to_owned()) };
        let is_loopback = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback);
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !is_safe || !is_bare || config.base_url.ends_with('/') {
            return Some(format!("an unsafe base URL was taken: {}", config.base_url));
        }
    }
    let key = Secret::from(text.to_owned());
    if check_key(Some(&key)).is_ok() && text.chars().any(|character| !character.is_ascii_graphic()) {
        return Some("a key was taken that no header can carry".to_owned());
    }
    if retry_after_ms(text, 0.0).is_some_and(|ms| ms < 0.0 || ms.is_nan()) {
        return Some("a wait that is none was taken".to_owned());
    }
    if trace_id(text).is_some_and(|id| id.len() != 32) {
        return Some("a trace id that is none was taken".to_owned());
    }
    None
}

/// A URL in its parts, as JavaScript's `URL` takes it apart.
fn take_apart(text: &str) -> Option<UrlParts> {
    let url = Url::parse(text).ok()?;
    let query = url.query().unwrap_or_default();
    let fragment = url.fragment().unwrap_or_default();
    Some(UrlParts {
        protocol: format!("{}:", url.scheme()),
        extras: format!("{}{}{query}{fragment}", url.username(), url.password().unwrap_or_default()),
        hostname: url.host_str().unwrap_or_default().to_owned(),
        origin: url.origin().ascii_serialization(),
        pathname: url.path().to_owned(),
    })
}
