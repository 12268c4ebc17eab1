//! Prints the models as JSON for the build of the npm package: the operations, the lists of known values, all keys, the
//! keys that contain no secret, the code that creates JSON Schemas, and what forms ask for.

#![allow(clippy::wildcard_enum_match_arm, reason = "only kinds that contain other kinds matter")]

mod code;
mod forms;

use std::collections::BTreeSet;

use code::Code;
use forms::forms;
use junction_credentials::models::schema::{Described, Field, Kind, List, Object};
use junction_credentials::models::{
    AppointmentProvider, CallSettings, ClientFacingOrgTeamListResponse, ClientSettings,
    CustomCredentialsResponse, Details, EHRProvider, Env, EverywhereSettings, HTTPValidationError, Labs,
    LabsProviders, OAuthProviders, Operation, Pairing, Providers, Region, SetProvider,
    UpsertTeamCustomCredentialsBody, WireType, pairing_of,
};
use serde_json::{Map, Value, json};

/// The lists that the package exports, with the names of the exports.
const KNOWN_VALUES: [(&str, List); 8] = [
    ("providers", Providers::LIST),
    ("oauthProviders", OAuthProviders::LIST),
    ("labs", Labs::LIST),
    ("labsProviders", LabsProviders::LIST),
    ("appointmentProviders", AppointmentProvider::LIST),
    ("ehrProviders", EHRProvider::LIST),
    ("envs", Env::LIST),
    ("regions", Region::LIST),
];

fn main() {
    let known_values: Map<_, _> = KNOWN_VALUES
        .iter()
        .map(|(name, list)| ((*name).to_owned(), json!(list.iter().collect::<Vec<_>>())))
        .collect();
    let mut keys = Keys::default();
    keys.follow_fields(CustomCredentialsResponse::TABLE);
    keys.follow_fields(UpsertTeamCustomCredentialsBody::TABLE);
    keys.follow_fields(ClientFacingOrgTeamListResponse::TABLE);
    let plain_keys: BTreeSet<_> = keys.plain.difference(&keys.secret).copied().collect();
    let other_keys: Vec<_> = described_keys().difference(&plain_keys).copied().collect();
    println!(
        "{}",
        json!({
            "knownValues": known_values,
            "detailsKeys": details_keys(),
            "plainKeys": plain_keys,
            "otherKeys": other_keys,
            "secretKeys": keys.secret,
            "operationNames": Operation::ALL.iter().map(|operation| operation.name()).collect::<Vec<_>>(),
            "operations": operations(),
            "describedModels": described_models(),
            "models": models(),
            "schemas": schemas(),
            "forms": forms(),
        })
    );
}

/// How each operation is requested, with the names of the schemas of its query or body and of its response.
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

/// For each provider that has its own details, the keys that distinguish the shapes of these details.
fn details_keys() -> Value {
    let required = |shape: &Object| -> Vec<_> { shape.some(shape.required).map(Field::key).collect() };
    let keys = |provider: &&'static str| match pairing_of(provider)? {
        Pairing::Details(shapes) | Pairing::RequiredDetails(shapes) => {
            let keys: Vec<_> = Details::ANY_OF.some(*shapes).map(required).collect();
            Some(((*provider).to_owned(), json!(keys)))
        }
        Pairing::ClientIdOnly => None,
    };
    let Kind::Values(providers) = SetProvider::KIND else { return Value::Null };
    Value::Object(providers.iter().collect::<BTreeSet<_>>().iter().filter_map(keys).collect())
}

/// All keys that the models describe, in documents and in arguments.
fn described_keys() -> BTreeSet<&'static str> {
    let mut keys = Keys::default();
    for (_, wire_type) in WireType::ALL {
        keys.follow(wire_type.kind());
    }
    for operation in Operation::ALL {
        operation
            .path_parameters()
            .into_iter()
            .chain([operation.parameters()])
            .for_each(|kind| keys.follow(kind));
    }
    for kind in const { [&ClientSettings::KIND, &CallSettings::KIND, &EverywhereSettings::KIND] } {
        keys.follow(kind);
    }
    keys.all
}

/// The code of everything that has a name in the API's description. It includes queries and lists that no document contains.
fn described_models() -> Value {
    let mut code = Code::default();
    for list in [&Env::LIST, &Region::LIST] {
        code.of_list(list);
    }
    for operation in Operation::ALL {
        code.of(operation.parameters());
        code.of(operation.answer().kind());
    }
    code.of(const { &HTTPValidationError::KIND });
    Value::Object(code.models)
}

/// The types whose JSON callers can validate: the documentation of each type, and whether it is a request.
fn schemas() -> Value {
    let row = |(name, wire_type): &(&str, WireType)| {
        ((*name).to_owned(), json!({ "doc": wire_type.doc().trim(), "isRequest": wire_type.is_request() }))
    };
    Value::Object(WireType::ALL.iter().map(row).collect())
}

/// The code of each type whose JSON callers can validate, and of everything that these types refer to.
fn models() -> Value {
    let mut code = Code::default();
    for (_, wire_type) in WireType::ALL {
        code.of(wire_type.kind());
    }
    Value::Object(code.models)
}

/// The keys of the models, divided by whether their value is a secret. A key whose value may be anything is neither
/// `plain` nor `secret`.
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
        for field in object.fields() {
            self.all.insert(field.key());
            // A value that the API does not describe may be anything.
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
