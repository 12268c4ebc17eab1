//! What an issue says was expected.

use crate::models::schema::{Kind, Object, Values};

/// Longer lists are named instead of written out.
const LONGEST_LIST: usize = 6;

/// What a value of another type is told.
pub fn of_type(kind: &Kind) -> String {
    format!("expected {}", noun(kind))
}

/// What an absent key is told.
pub fn of_missing(kind: &Kind) -> String {
    format!("expected {}, but it is missing", noun(kind))
}

/// What a value is told that is not on its list.
pub fn of_values(values: &Values) -> String {
    if values.iter().count() <= LONGEST_LIST {
        format!("expected {}", listed(values.iter()))
    } else if values.of_providers {
        format!(
            "expected a known {}; for one that is newer than this version make the client with \
             `allowUnknownProviders`",
            values.name
        )
    } else {
        format!("expected a known {}", values.name)
    }
}

/// What an array is told that has too few items.
pub fn of_length(at_least: usize) -> String {
    if at_least == 1 {
        "expected at least one item".to_owned()
    } else {
        format!("expected at least {at_least} items")
    }
}

/// What an object is told that has other keys than it may.
pub fn of_closed(object: &Object) -> String {
    format!("expected no key but {}", listed(object.fields.iter().map(|field| field.key)))
}

/// What an object is told that has none of several shapes: the first key that tells each of them apart.
pub fn of_shapes(shapes: &[&Object]) -> String {
    let keys = shapes.iter().filter_map(|shape| shape.fields.iter().find(|field| field.required));
    format!("expected an object with {}", listed(keys.map(|field| field.key)))
}

fn noun(kind: &Kind) -> String {
    match kind {
        Kind::String | Kind::Secret | Kind::Values(_) => "a string".to_owned(),
        Kind::Uuid => "a uuid".to_owned(),
        Kind::DateTime => "a date and time".to_owned(),
        Kind::Boolean => "a boolean".to_owned(),
        Kind::Integer => "an integer".to_owned(),
        Kind::Range(from, to) => format!("a whole number from {from} to {to}"),
        Kind::Traceparent => "a traceparent as in W3C Trace Context".to_owned(),
        Kind::Location => "a string or an integer".to_owned(),
        Kind::Json => "a value".to_owned(),
        Kind::Function => "a function".to_owned(),
        Kind::Array { .. } => "an array".to_owned(),
        Kind::JsonObject | Kind::Map { .. } | Kind::Object(_) | Kind::AnyOf(_) => "an object".to_owned(),
        Kind::Nullable(inner) => format!("{} or null", noun(inner)),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match (names.pop(), names.is_empty()) {
        (Some(last), true) => last,
        (Some(last), false) => format!("{} or {last}", names.join(", ")),
        (None, _) => String::new(),
    }
}
