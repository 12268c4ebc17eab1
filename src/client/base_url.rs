//! The base URL: whether a key may be sent to it.

use crate::check::read::Value;

/// The origin and the path of a URL. `None` if a key must not be sent to it. A path of the page that runs this program is
/// as safe as the page.
pub(super) fn safe_base_url(url: Value<'_>) -> Option<String> {
    let protocol = url.text("protocol")?;
    let is_safe = protocol == "https:"
        || url.is_set("isPath")
        || (protocol == "http:" && is_loopback(&url.text("hostname")?));
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
    // A host name that ends in a number is an IPv4 address. URL parsers write it as four decimal numbers.
    let is_numeric = |name: &str| name.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit());
    hostname == "localhost"
        || hostname.ends_with(".localhost")
        || hostname == "[::1]"
        || (hostname.starts_with("127.") && is_numeric(hostname) && hostname.as_bytes().last() != Some(&b'.'))
}
