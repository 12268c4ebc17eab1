//! Prints the models as JSON, for the build of the npm package: the lists of known values, and a JSON Schema
//! (draft 2020-12) for every declaration, and which keys hold no secret.

#![allow(clippy::wildcard_enum_match_arm, reason = "what holds no other kind is of no interest")]

use std::collections::BTreeSet;

use junction_credentials::models::schema::{Kind, List, Object};
use junction_credentials::models::{
    AppointmentProvider, BillingMethod, BillingType, ClientFacingTeamProviderCredentials,
    CustomCredentialsResponse, DeleteTeamCustomCredentialsQuery, DeleteTeamCustomCredentialsResponse,
    EHRProvider, Env, FreestyleLibre, HTTPValidationError, Labs, LabsProviders,
    ListTeamCustomCredentialsQuery, OAuthProviders, PreparationStatus, PreparationStepType,
    PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse, Providers, Region,
    UpsertTeamCustomCredentialsBody,
};
use serde_json::{Map, Value, json};

/// The lists that the API's description writes out where they stand.
const WITHOUT_A_NAME: &[&str] = &[
    BillingMethod::LIST.name,
    BillingType::LIST.name,
    FreestyleLibre::LIST.name,
    PreparationStatus::LIST.name,
    PreparationStepType::LIST.name,
];

fn main() {
    let known_values = json!({
        "providers": Providers::LIST.values,
        "oauthProviders": OAuthProviders::LIST.values,
        "labs": Labs::LIST.values,
        "labsProviders": LabsProviders::LIST.values,
        "appointmentProviders": AppointmentProvider::LIST.values,
        "ehrProviders": EHRProvider::LIST.values,
    });
    let mut keys = Keys::default();
    keys.follow_fields(CustomCredentialsResponse::TABLE);
    keys.follow_fields(UpsertTeamCustomCredentialsBody::TABLE);
    let plain_keys: Vec<_> = keys.plain.difference(&keys.secret).collect();
    let mut definitions = Map::new();
    for list in [Env::LIST, Region::LIST] {
        define_list(&mut definitions, &list);
    }
    for object in [
        ListTeamCustomCredentialsQuery::TABLE,
        CustomCredentialsResponse::TABLE,
        ClientFacingTeamProviderCredentials::TABLE,
        UpsertTeamCustomCredentialsBody::TABLE,
        PrepareTeamCustomCredentialsBody::TABLE,
        PrepareTeamCustomCredentialsResponse::TABLE,
        DeleteTeamCustomCredentialsQuery::TABLE,
        DeleteTeamCustomCredentialsResponse::TABLE,
        HTTPValidationError::TABLE,
    ] {
        define_object(&mut definitions, object);
    }
    println!(
        "{}",
        json!({ "knownValues": known_values, "plainKeys": plain_keys, "jsonSchemas": definitions })
    );
}

/// The keys of what the models describe, told apart by whether what stands there is a secret.
#[derive(Default)]
struct Keys {
    plain: BTreeSet<&'static str>,
    secret: BTreeSet<&'static str>,
}

impl Keys {
    fn follow(&mut self, kind: &'static Kind) {
        match kind {
            Kind::Object(object) => self.follow_fields(object),
            Kind::AnyOf(any_of) => any_of.shapes.iter().for_each(|shape| self.follow_fields(shape)),
            Kind::Map { keys, .. } => self.plain.extend(keys.iter()),
            Kind::Array { items, .. } => self.follow(items),
            Kind::Nullable(inner) => self.follow(inner),
            _ => {}
        }
    }

    fn follow_fields(&mut self, object: &'static Object) {
        for field in object.fields {
            let is_secret = matches!(field.kind, Kind::Secret | Kind::Nullable(Kind::Secret));
            let keys = if is_secret { &mut self.secret } else { &mut self.plain };
            keys.insert(field.key);
            self.follow(&field.kind);
        }
    }
}

fn define_object(definitions: &mut Map<String, Value>, object: &'static Object) -> Value {
    if !definitions.contains_key(object.name) {
        // A place is kept first: a definition may refer to itself.
        definitions.insert(object.name.to_owned(), Value::Null);
        let mut properties = Map::new();
        for field in object.fields {
            properties.insert(field.key.to_owned(), schema_of(definitions, &field.kind));
        }
        let required: Vec<_> =
            object.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
        let mut schema = Map::from_iter([
            ("type".to_owned(), json!("object")),
            ("properties".to_owned(), Value::Object(properties)),
        ]);
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        if object.closed {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
        definitions.insert(object.name.to_owned(), Value::Object(schema));
    }
    reference(object.name)
}

fn define_list(definitions: &mut Map<String, Value>, list: &List) -> Value {
    let schema = match list.values {
        [only] if WITHOUT_A_NAME.contains(&list.name) => json!({ "type": "string", "const": only }),
        values => json!({ "type": "string", "enum": values }),
    };
    if WITHOUT_A_NAME.contains(&list.name) {
        return schema;
    }
    definitions.insert(list.name.to_owned(), schema);
    reference(list.name)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn any_of(mut alternatives: Vec<Value>) -> Value {
    if alternatives.len() == 1 { alternatives.remove(0) } else { json!({ "anyOf": alternatives }) }
}

fn schema_of(definitions: &mut Map<String, Value>, kind: &Kind) -> Value {
    match kind {
        Kind::String | Kind::Secret => json!({ "type": "string" }),
        Kind::Uuid => json!({ "type": "string", "format": "uuid" }),
        Kind::DateTime => json!({ "type": "string", "format": "date-time" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Integer => json!({ "type": "integer" }),
        Kind::Range(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        Kind::Traceparent => json!({ "type": "string" }),
        Kind::Location => json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] }),
        Kind::Json => json!({}),
        Kind::JsonObject => json!({ "type": "object", "additionalProperties": true }),
        Kind::Values(values) => {
            any_of(values.lists.iter().map(|list| define_list(definitions, list)).collect())
        }
        Kind::Array { items, at_least: 0 } => {
            json!({ "type": "array", "items": schema_of(definitions, items) })
        }
        Kind::Array { items, at_least } => {
            json!({ "type": "array", "items": schema_of(definitions, items), "minItems": at_least })
        }
        Kind::Map { keys, values } => json!({
            "type": "object",
            "propertyNames": any_of(keys.lists.iter().map(|list| define_list(definitions, list)).collect()),
            "additionalProperties": schema_of(definitions, values),
        }),
        Kind::Object(object) => define_object(definitions, object),
        Kind::AnyOf(shapes) => {
            any_of(shapes.shapes.iter().map(|shape| define_object(definitions, shape)).collect())
        }
        Kind::Nullable(inner) => {
            let mut schema = schema_of(definitions, inner);
            match schema.get_mut("anyOf").and_then(Value::as_array_mut) {
                Some(alternatives) => alternatives.push(json!({ "type": "null" })),
                None => schema = json!({ "anyOf": [schema, { "type": "null" }] }),
            }
            schema
        }
    }
}
