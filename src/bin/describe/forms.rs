//! Lists what a form for each provider asks for, from the models of the body of `set`.

use junction_credentials::models::schema::{Described, Field, Kind, Object};
use junction_credentials::models::{
    Details, Pairing, SetProvider, UpsertTeamCustomCredentialsBody, pairing_of,
};
use serde_json::{Map, Value, json};

/// The fields of the body that every provider has. The other keys choose the team, the provider and the details.
const COMMON: [&str; 3] = ["client_id", "client_secret", "redirect_url_override"];

/// The words of keys that labels do not write in lower case.
const SPELLINGS: [(&str, &str); 5] =
    [("id", "ID"), ("url", "URL"), ("uri", "URI"), ("hr", "HR"), ("us", "US")];

/// The fields that every provider has, the fields of each shape of details, and the shapes of each provider.
pub fn forms() -> Value {
    let body = UpsertTeamCustomCredentialsBody::TABLE;
    let common = body.fields().filter(|field| COMMON.contains(&field.key()));
    let shapes: Map<_, _> = Details::DECLARED
        .iter()
        .map(|shape| (shape.name.to_owned(), json!(fields_of(shape, "details."))))
        .collect();
    json!({
        "common": common.flat_map(|field| fields_at(field, "", false)).collect::<Vec<_>>(),
        "shapes": shapes,
        "providers": providers(),
    })
}

/// The shapes of each provider that has its own rules, and whether it requires details.
fn providers() -> Value {
    let Kind::Values(known) = SetProvider::KIND else { return Value::Null };
    let row = |provider: &'static str| {
        let (shapes, required) = match pairing_of(provider)? {
            Pairing::Details(shapes) => (*shapes, false),
            Pairing::RequiredDetails(shapes) => (*shapes, true),
            Pairing::ClientIdOnly => return Some((provider.to_owned(), json!({ "clientIdOnly": true }))),
        };
        let names: Vec<_> = Details::ANY_OF.some(shapes).map(|shape| shape.name).collect();
        Some((provider.to_owned(), json!({ "shapes": names, "required": required })))
    };
    Value::Object(known.iter().filter_map(row).collect())
}

fn fields_of(object: &'static Object, prefix: &str) -> Vec<Value> {
    object.fields().flat_map(|field| fields_at(field, prefix, object.requires(field))).collect()
}

/// The field of a key, or the fields of the object that it contains.
fn fields_at(field: &'static Field, prefix: &str, required: bool) -> Vec<Value> {
    let path = format!("{prefix}{}", field.key());
    let kind = field.kind.not_null();
    if let Kind::Object(object) = kind {
        return fields_of(object, &format!("{path}."));
    }
    let (name, options) = input_of(kind);
    let mut row = json!({
        "path": path,
        "label": label_of(field.key()),
        "help": field.doc.trim().replace("\n ", " ").replace('\n', " "),
        "required": required,
        // A value that the API does not describe may be a secret.
        "secret": matches!(kind, Kind::Secret | Kind::JsonObject),
        "kind": name,
    });
    if let (Some(row), Some(options)) = (row.as_object_mut(), options) {
        row.insert("options".to_owned(), json!(options));
    }
    vec![row]
}

/// How a value is entered, and what may be chosen.
fn input_of(kind: &Kind) -> (&'static str, Option<Vec<&'static str>>) {
    match kind {
        Kind::Boolean => ("boolean", None),
        Kind::Values(values) => ("choice", Some(values.iter().collect())),
        Kind::Array(Kind::Values(values)) => ("choices", Some(values.iter().collect())),
        Kind::Array(_) => ("list", None),
        Kind::Map(map) => ("lists", Some(map.keys.iter().collect())),
        Kind::JsonObject => ("json", None),
        _ => ("text", None),
    }
}

/// The words of a key: `Client ID` for `client_id`.
fn label_of(key: &str) -> String {
    let spelled = |word: &str| {
        let known = SPELLINGS.iter().find(|(lower, _)| *lower == word);
        known.map_or_else(|| word.to_owned(), |(_, spelling)| (*spelling).to_owned())
    };
    let text = key.split('_').map(spelled).collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
