//! Prints the models as JSON, for the build of the npm package: the operations, the lists of known values, all keys and
//! which of them hold no secret, JSON Schemas, and the code that makes more of them.

#![allow(clippy::wildcard_enum_match_arm, reason = "what holds no other kind is of no interest")]

mod code;
mod json_schema;

use std::collections::BTreeSet;

use code::Code;
use json_schema::JsonSchemas;
use junction_credentials::models::schema::{Described, Kind, List, Object};
use junction_credentials::models::{
    ARGUMENTS, AppointmentProvider, ClientFacingTeamProviderCredentials, CustomCredentialsResponse,
    DeleteTeamCustomCredentialsQuery, DeleteTeamCustomCredentialsResponse, Details, EHRProvider, Env,
    HTTPValidationError, Labs, LabsProviders, ListTeamCustomCredentialsQuery, OAuthProviders, Operation,
    Pairing, PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse, Providers, Region,
    SetProvider, UpsertTeamCustomCredentialsBody, WireType, pairing_of,
};
use serde_json::{Map, Value, json};

/// The lists that callers get, by the names under which they get them.
const KNOWN_VALUES: [(&str, List); 6] = [
    ("providers", Providers::LIST),
    ("oauthProviders", OAuthProviders::LIST),
    ("labs", Labs::LIST),
    ("labsProviders", LabsProviders::LIST),
    ("appointmentProviders", AppointmentProvider::LIST),
    ("ehrProviders", EHRProvider::LIST),
];

fn main() {
    let known_values: Map<_, _> = KNOWN_VALUES
        .iter()
        .map(|(name, list)| ((*name).to_owned(), json!(list.iter().collect::<Vec<_>>())))
        .collect();
    let mut keys = Keys::default();
    keys.follow_fields(CustomCredentialsResponse::TABLE);
    keys.follow_fields(UpsertTeamCustomCredentialsBody::TABLE);
    let plain_keys: BTreeSet<_> = keys.plain.difference(&keys.secret).copied().collect();
    let other_keys: Vec<_> = described_keys().difference(&plain_keys).copied().collect();
    println!(
        "{}",
        json!({
            "knownValues": known_values,
            "detailsKeys": details_keys(),
            "plainKeys": plain_keys,
            "otherKeys": other_keys,
            "operations": operations(),
            "jsonSchemas": description(),
            "models": models(),
            "schemas": schemas(),
        })
    );
}

/// How each operation is requested, and what it answers: the names of schemas for query, body and answer.
fn operations() -> Value {
    let row = |operation: &Operation| {
        let (sent, answer) = operation.schemas();
        let method = operation.method();
        let place = if method.has_body() { "body" } else { "query" };
        let row = json!({
            "method": method.name(),
            "path": operation.path(),
            place: sent,
            "answer": answer,
        });
        (operation.name().to_owned(), row)
    };
    Value::Object(Operation::ALL.iter().map(row).collect())
}

/// For each provider with details of its own the keys that tell their shapes.
fn details_keys() -> Value {
    let required = |shape: &Object| -> Vec<_> {
        shape.fields.iter().filter(|field| field.required).map(|field| field.key()).collect()
    };
    let keys = |provider: &&'static str| match pairing_of(provider)? {
        Pairing::Details(shapes) | Pairing::RequiredDetails(shapes) => {
            let keys: Vec<_> = Details::ANY_OF.some(*shapes).map(|(shape, _)| required(shape)).collect();
            Some(((*provider).to_owned(), json!(keys)))
        }
        Pairing::ClientIdOnly => None,
    };
    let Kind::Values(providers) = SetProvider::KIND else { return Value::Null };
    Value::Object(providers.iter().collect::<BTreeSet<_>>().iter().filter_map(keys).collect())
}

/// Every key that the models describe, in documents and in arguments.
fn described_keys() -> BTreeSet<&'static str> {
    let mut keys = Keys::default();
    let documents = WireType::ALL.iter().map(|(_, wire_type)| wire_type.kind());
    for kind in documents.chain(ARGUMENTS.iter().copied()) {
        keys.follow(kind);
    }
    keys.all
}

/// The JSON Schema of everything that the API's description has a name for, by that name.
fn description() -> Value {
    let mut schemas = JsonSchemas::default();
    for list in [Env::LIST, Region::LIST] {
        schemas.define_list(&list);
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
        schemas.define_object(object);
    }
    Value::Object(schemas.definitions)
}

/// The types that callers may hold: what each is, and whether it is a request.
fn schemas() -> Value {
    let row = |(name, wire_type): &(&str, WireType)| {
        ((*name).to_owned(), json!({ "doc": wire_type.doc().trim(), "isRequest": wire_type.is_request() }))
    };
    Value::Object(WireType::ALL.iter().map(row).collect())
}

/// The code of each type that callers may hold, and of what they refer to.
fn models() -> Value {
    let mut code = Code::default();
    for (_, wire_type) in WireType::ALL {
        code.of(wire_type.kind());
    }
    Value::Object(code.models)
}

/// The keys of what the models describe, told apart by whether what stands there is a secret. A key of something that
/// may be anything is neither.
#[derive(Default)]
struct Keys {
    all: BTreeSet<&'static str>,
    plain: BTreeSet<&'static str>,
    secret: BTreeSet<&'static str>,
}

impl Keys {
    fn follow(&mut self, kind: &'static Kind) {
        match kind {
            Kind::Object(object) => self.follow_fields(object),
            Kind::AnyOf(any_of) => any_of.shapes.iter().for_each(|shape| self.follow_fields(shape)),
            Kind::Map(map) => {
                self.all.extend(map.keys.iter());
                self.plain.extend(map.keys.iter());
            }
            Kind::Array(items) | Kind::NonEmptyArray(items) => self.follow(items),
            Kind::Nullable(inner) => self.follow(inner),
            _ => {}
        }
    }

    fn follow_fields(&mut self, object: &'static Object) {
        for field in object.fields {
            self.all.insert(field.key());
            // What the API does not describe may be anything.
            if matches!(field.kind, Kind::Json | Kind::JsonObject) {
                continue;
            }
            let is_secret = matches!(field.kind, Kind::Secret | Kind::Nullable(Kind::Secret));
            let keys = if is_secret { &mut self.secret } else { &mut self.plain };
            keys.insert(field.key());
            self.follow(&field.kind);
        }
    }
}
