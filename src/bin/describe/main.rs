//! Prints the models as JSON, for the build of the npm package: the lists of known values, which keys hold no secret,
//! and JSON Schemas.

#![allow(clippy::wildcard_enum_match_arm, reason = "what holds no other kind is of no interest")]

mod json_schema;

use std::collections::BTreeSet;

use json_schema::{JsonSchemas, Reading};
use junction_credentials::models::schema::{Described, Kind, List, Object};
use junction_credentials::models::{
    AppointmentProvider, ClientFacingTeamProviderCredentials, CustomCredentialsResponse,
    DeleteTeamCustomCredentialsQuery, DeleteTeamCustomCredentialsResponse, Details, EHRProvider, Env,
    HTTPValidationError, Labs, LabsProviders, ListTeamCustomCredentialsQuery, OAuthProviders, Pairing,
    PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse, Providers, Region, SetProvider,
    UpsertTeamCustomCredentialsBody, WireType, pairing_of,
};
use serde_json::{Value, json};

fn main() {
    let values = |list: List| list.iter().collect::<Vec<_>>();
    let known_values = json!({
        "providers": values(Providers::LIST),
        "oauthProviders": values(OAuthProviders::LIST),
        "labs": values(Labs::LIST),
        "labsProviders": values(LabsProviders::LIST),
        "appointmentProviders": values(AppointmentProvider::LIST),
        "ehrProviders": values(EHRProvider::LIST),
    });
    let mut keys = Keys::default();
    keys.follow_fields(CustomCredentialsResponse::TABLE);
    keys.follow_fields(UpsertTeamCustomCredentialsBody::TABLE);
    let plain_keys: Vec<_> = keys.plain.difference(&keys.secret).collect();
    println!(
        "{}",
        json!({
            "knownValues": known_values,
            "detailsKeys": details_keys(),
            "plainKeys": plain_keys,
            "jsonSchemas": description(),
            "documents": documents(),
        })
    );
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

/// The JSON Schema of everything that the API's description has a name for, by that name.
fn description() -> Value {
    let mut schemas = JsonSchemas::new(Reading::Description);
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

/// For each type that callers may hold the JSON Schema that says what the check says.
fn documents() -> Value {
    let document = |(name, wire_type): &(&str, WireType)| {
        let reading = if wire_type.is_request() { Reading::Request } else { Reading::Answer };
        let mut schemas = JsonSchemas::new(reading);
        let root = schemas.schema_of(wire_type.kind());
        let mut definitions = schemas.definitions;
        if *wire_type == WireType::UpsertTeamCustomCredentialsBody {
            json_schema::add_pairings(&mut definitions, name);
        }
        let document = json!({ "$ref": root.get("$ref"), "$defs": definitions });
        ((*name).to_owned(), document)
    };
    Value::Object(WireType::ALL.iter().map(document).collect())
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
            Kind::Map(map) => self.plain.extend(map.keys.iter()),
            Kind::Array(items) | Kind::NonEmptyArray(items) => self.follow(items),
            Kind::Nullable(inner) => self.follow(inner),
            _ => {}
        }
    }

    fn follow_fields(&mut self, object: &'static Object) {
        for field in object.fields {
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
