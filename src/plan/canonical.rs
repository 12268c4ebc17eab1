//! One text for all values that mean the same.

use std::collections::{BTreeMap, BTreeSet};

use super::writer::{List, push_string};
use crate::check::read::Value;
use crate::models::schema::Kind;

/// The text of a value. Two values of a kind mean the same exactly if their texts are equal. `None` for null, for an absent
/// value, and for a boolean that is `false`, which is the default of every boolean.
///
/// Arrays that the API describes are sets. Everything that it does not describe is compared as a whole, with its arrays in
/// order. Numbers are compared by their texts, which are those of `JSON.stringify`.
pub fn canonical(kind: &Kind, value: Option<Value<'_>>) -> Option<String> {
    let value = value.filter(|value| !value.is_null())?;
    let kind = kind.not_null();
    if matches!(kind, Kind::Boolean) && value.json() == b"false" {
        return None;
    }
    let mut json = String::new();
    push(&mut json, kind, value);
    Some(json)
}

fn push(json: &mut String, kind: &Kind, value: Value<'_>) {
    if let Some(text) = value.string() {
        push_string(json, &text);
    } else if value.is_array() {
        push_array(json, kind, value);
    } else if value.json().first() == Some(&b'{') {
        // The last one of several equal keys counts, as for `JSON.parse`.
        let members: BTreeMap<_, _> = value.members().map(|(key, value)| (key.decode(), value)).collect();
        let mut object = List::object(json);
        for (key, value) in members {
            push(object.member(&key), &Kind::Json, value);
        }
        object.end();
    } else {
        json.push_str(std::str::from_utf8(value.json()).unwrap_or_default());
    }
}

fn push_array(json: &mut String, kind: &Kind, value: Value<'_>) {
    let text = |item| {
        let mut text = String::new();
        push(&mut text, &Kind::Json, item);
        text
    };
    let mut array = List::array(json);
    if matches!(kind, Kind::Array(_) | Kind::NonEmptyArray(_)) {
        let set: BTreeSet<_> = value.items().map(text).collect();
        set.iter().for_each(|item| array.item().push_str(item));
    } else {
        value.items().map(text).for_each(|item| array.item().push_str(&item));
    }
    array.end();
}
