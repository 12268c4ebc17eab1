//! What must be true for any base URL, key and trace.

use junction_credentials::client::config::Config;
use junction_credentials::client::key::complaint_about;
use junction_credentials::models::formats::trace_id;
use serde_json::{Value, json};
use url::Url;

/// Uses a text as a base URL, as a key and as a trace, and describes what is wrong. `None` if nothing is wrong.
pub fn fault(text: &str) -> Option<String> {
    let settings = json!({
        "orgId": "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22",
        "baseUrl": text,
        "maxRetries": 0,
    });
    let given = json!({ "settings": settings, "url": parts_of(text), "hasFetch": true });
    let config = Config::new(&given.to_string());
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
    if complaint_about(text).is_none() && text.chars().any(|character| !character.is_ascii_graphic()) {
        return Some("a key was taken that no header can carry".to_owned());
    }
    if trace_id(text).is_some_and(|id| id.len() != 32) {
        return Some("a trace id that is none was taken".to_owned());
    }
    None
}

/// The parts of a URL, as JavaScript's `URL` returns them.
fn parts_of(text: &str) -> Option<Value> {
    let url = Url::parse(text).ok()?;
    let extras = [Some(url.username()), url.password(), url.query(), url.fragment()];
    Some(json!({
        "protocol": format!("{}:", url.scheme()),
        "hostname": url.host_str().unwrap_or_default(),
        "address": format!("{}{}", url.origin().ascii_serialization(), url.path()),
        "extras": extras.into_iter().flatten().collect::<String>(),
    }))
}
