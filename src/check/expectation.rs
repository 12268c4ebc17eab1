//! Creates the messages of issues.

use crate::models::schema::{Field, Kind, Object, Values};
use crate::prose::{push_all, push_alternatives, push_decimal};

/// The message for a value of a wrong type.
#[inline(never)]
pub fn of_type(kind: &Kind) -> String {
    let mut text = "expected ".to_owned();
    push_noun(&mut text, kind);
    text
}

/// The message for a missing key.
pub fn of_missing(kind: &Kind) -> String {
    of_type(kind) + ", but it is missing"
}

/// The message for a value that is not in its list. It suggests a known value, if there is one.
#[inline(never)]
pub fn of_values(values: &Values, suggestion: Option<&str>) -> String {
    let mut names = values.iter();
    let text = match (values.of_providers, suggestion) {
        (true, None) => "expected a known provider, or the option `allowUnknownProviders`".to_owned(),
        (true, Some(_)) => "expected a known provider".to_owned(),
        (false, _) => of_names("expected ", &mut || names.next()),
    };
    with_suggestion(text, suggestion)
}

/// The message for an object with keys that are not allowed. It suggests a known key, if there is one.
pub fn of_closed(object: &'static Object, suggestion: Option<&str>) -> String {
    let mut fields = object.fields();
    let text = of_names("expected no key but ", &mut || fields.next().map(Field::key));
    with_suggestion(text, suggestion)
}

fn with_suggestion(mut text: String, suggestion: Option<&str>) -> String {
    if let Some(known) = suggestion {
        push_all(&mut text, &["; did you mean `", known, "`?"]);
    }
    text
}

/// The message for an object that has none of several shapes. It names the first required key of each shape.
pub fn of_shapes(mut shapes: impl Iterator<Item = &'static Object>) -> String {
    of_names("expected an object with ", &mut || {
        let shape = shapes.next()?;
        shape.some(shape.required).next().map(Field::key)
    })
}

#[inline(never)]
fn of_names(what: &str, names: &mut dyn FnMut() -> Option<&'static str>) -> String {
    let mut text = what.to_owned();
    push_alternatives(&mut text, names);
    text
}

fn push_noun(text: &mut String, kind: &Kind) {
    let noun = match kind {
        Kind::String | Kind::Secret | Kind::Values(_) => "a string",
        Kind::Uuid => "a uuid",
        Kind::DateTime => "a date and time",
        Kind::Boolean => "a boolean",
        Kind::Integer => "an integer",
        Kind::Range(range) => {
            text.push_str("a whole number from ");
            push_decimal(text, range.from as usize);
            text.push_str(" to ");
            return push_decimal(text, range.to as usize);
        }
        Kind::SearchQuery => "a text of at most 80 Latin letters, digits, spaces and `(),/:'|&_-’`",
        Kind::Traceparent => "a traceparent as in W3C Trace Context",
        Kind::Location => "a string or an integer",
        Kind::Json => "a value",
        Kind::Function => "a function",
        Kind::Array(_) | Kind::NonEmptyArray(_) => "an array",
        Kind::JsonObject | Kind::Map(_) | Kind::Object(_) | Kind::AnyOf(_) => "an object",
        Kind::Nullable(inner) => {
            push_noun(text, inner);
            " or null"
        }
    };
    text.push_str(noun);
}
