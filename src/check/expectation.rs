//! What an issue says was expected.

use crate::models::schema::{Kind, Object, Values};
use crate::prose::{alternatives, decimal};

/// Longer lists are named instead of written out.
const LONGEST_LIST: usize = 6;

/// What a value of another type is told.
pub fn of_type(kind: &Kind) -> String {
    ["expected ", &noun(kind)].concat()
}

/// What an absent key is told.
pub fn of_missing(kind: &Kind) -> String {
    ["expected ", &noun(kind), ", but it is missing"].concat()
}

/// What a value is told that is not on its list.
pub fn of_values(values: &Values) -> String {
    if values.iter().count() <= LONGEST_LIST {
        ["expected ", &alternatives(values.iter())].concat()
    } else if values.of_providers {
        "expected a known provider; a client made with `allowUnknownProviders` takes any".to_owned()
    } else {
        ["expected a known ", values.name].concat()
    }
}

/// What an array is told that has too few items.
pub fn of_length(at_least: usize) -> String {
    match at_least {
        1 => "expected at least one item".to_owned(),
        _ => ["expected at least ", &decimal(at_least), " items"].concat(),
    }
}

/// What an object is told that has other keys than it may.
pub fn of_closed(object: &Object) -> String {
    ["expected no key but ", &alternatives(object.fields.iter().map(|field| field.key))].concat()
}

/// What an object is told that has none of several shapes: the first key that tells each of them apart.
pub fn of_shapes<'o>(shapes: impl Iterator<Item = &'o Object>) -> String {
    let keys = shapes.filter_map(|shape| shape.fields.iter().find(|field| field.required));
    ["expected an object with ", &alternatives(keys.map(|field| field.key))].concat()
}

fn noun(kind: &Kind) -> String {
    let noun = match kind {
        Kind::String | Kind::Secret | Kind::Values(_) => "a string",
        Kind::Uuid => "a uuid",
        Kind::DateTime => "a date and time",
        Kind::Boolean => "a boolean",
        Kind::Integer => "an integer",
        Kind::Range(from, to) => {
            let (from, to) = (decimal(*from as usize), decimal(*to as usize));
            return ["a whole number from ", &from, " to ", &to].concat();
        }
        Kind::Traceparent => "a traceparent as in W3C Trace Context",
        Kind::Location => "a string or an integer",
        Kind::Json => "a value",
        Kind::Function => "a function",
        Kind::Array { .. } => "an array",
        Kind::JsonObject | Kind::Map { .. } | Kind::Object(_) | Kind::AnyOf(_) => "an object",
        Kind::Nullable(inner) => return [&noun(inner), " or null"].concat(),
    };
    noun.to_owned()
}
