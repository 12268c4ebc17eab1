//! The management key: where it comes from, and whether it can be used.

use crate::check::read::Value;

/// The source of the management key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Each call has its own key. If it has none, it is added later, such as by a proxy of the caller.
    OfCall,
    /// A function of the caller returns it. It is called before every attempt.
    Function,
}

/// Describes why the `managementKey` option cannot be used. `None` if it can.
pub(super) fn key_complaint(key: Option<Value<'_>>, is_default_url: bool) -> Option<&'static str> {
    let Some(key) = key else {
        return is_default_url.then_some(
            "expected a management key, as an option or in JUNCTION_MANAGEMENT_KEY, or your own proxy as `baseUrl`",
        );
    };
    match key.string() {
        Some(key) => complaint_about(&key),
        None if key.is_true() => None,
        None => Some("expected a string or a function that returns one"),
    }
}

/// Describes why a management key cannot be used: this API would not accept it, or no header can carry it. `None` if it
/// can be used.
pub fn complaint_about(key: &str) -> Option<&'static str> {
    if key.starts_with("sk_") || key.starts_with("pk_") {
        return Some("expected a management key, which begins with `mg_`, not a team API key");
    }
    let is_printable = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    (!is_printable).then_some("expected printable ASCII characters without spaces")
}
