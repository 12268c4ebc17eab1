//! Generates code of the npm package that creates JSON Schemas of the models. It calls the functions of
//! `pkg-template/src/schemas/kinds.ts`.

use std::collections::BTreeSet;

use junction_credentials::models::formats::SEARCH_QUERY;
use junction_credentials::models::schema::{Described, Field, Kind, List, Object, Values};
use junction_credentials::models::{
    BillingMethod, BillingType, Details, FreestyleLibre, Pairing, PreparationStatus, PreparationStepType,
    SetProvider, UpsertTeamCustomCredentialsBody, pairing_of,
};
use serde_json::{Map, Value, json};

use super::KNOWN_VALUES;

/// The lists that have no name in the API's description, which writes them inline.
const WITHOUT_A_NAME: &[&str] = &[
    BillingMethod::LIST.name,
    BillingType::LIST.name,
    FreestyleLibre::LIST.name,
    PreparationStatus::LIST.name,
    PreparationStepType::LIST.name,
];

/// The code of models that refer to each other.
#[derive(Debug, Default)]
pub struct Code {
    /// The code of each model, by the name of the model.
    pub models: Map<String, Value>,
}

impl Code {
    /// The code of a schema. Everything that it refers to by name is defined first.
    pub fn of(&mut self, kind: &'static Kind) -> String {
        match kind {
            Kind::String | Kind::Secret => "kind.string".to_owned(),
            Kind::Uuid => "kind.uuid".to_owned(),
            Kind::DateTime => "kind.dateTime".to_owned(),
            Kind::Boolean => "kind.boolean".to_owned(),
            Kind::Location => "kind.location".to_owned(),
            Kind::Json => "kind.json".to_owned(),
            Kind::JsonObject => "kind.jsonObject".to_owned(),
            Kind::Values(values) => self.of_values(values),
            Kind::Array(items) => format!("kind.array({})", self.of(items)),
            Kind::Map(map) => format!("kind.map({}, {})", self.of_values(map.keys), self.of(&map.values)),
            Kind::Object(object) => self.of_object(object),
            Kind::AnyOf(any_of) => self.define(any_of.members.name, |code| {
                format!("kind.shapes(draft, {})", code.of_objects(any_of.shapes.iter().copied()))
            }),
            Kind::Nullable(inner) => format!("kind.nullable({})", self.of(inner)),
            // Only queries contain these, which the package does not write schemas of.
            Kind::NonEmptyArray(items) => format!("kind.nonEmptyArray({})", self.of(items)),
            Kind::SearchQuery => format!("kind.pattern({})", json!(SEARCH_QUERY)),
            // Only settings contain these, and they are not documents.
            Kind::Integer | Kind::Range(_) | Kind::Traceparent | Kind::Function => "undefined".to_owned(),
        }
    }

    fn of_values(&mut self, values: &Values) -> String {
        let lists: Vec<_> = values.lists.iter().map(|list| self.of_list(list)).collect();
        format!("kind.values({})", lists.join(", "))
    }

    /// The code of a list of values.
    pub fn of_list(&mut self, list: &List) -> String {
        let known = KNOWN_VALUES.iter().find(|(_, known)| known.name == list.name);
        let values = known.map_or_else(
            || json!(list.iter().collect::<Vec<_>>()).to_string(),
            |(name, _)| format!("known.{name}"),
        );
        self.define(list.name, |_| {
            if WITHOUT_A_NAME.contains(&list.name) {
                format!("kind.literals({values})")
            } else {
                format!("kind.list(draft, {:?}, {values})", list.name)
            }
        })
    }

    fn of_objects(&mut self, objects: impl Iterator<Item = &'static Object>) -> String {
        let names: Vec<_> = objects.map(|object| self.of_object(object)).collect();
        names.join(", ")
    }

    fn of_object(&mut self, object: &'static Object) -> String {
        self.define(object.name, |code| {
            let field = |field: &'static Field| {
                let key = if object.requires(field) {
                    field.key().to_owned()
                } else {
                    format!("\"{}?\"", field.key())
                };
                format!("{key}: {}", code.of(&field.kind))
            };
            let fields: Vec<_> = object.fields().map(field).collect();
            let more = if object.name == UpsertTeamCustomCredentialsBody::TABLE.name {
                format!(", {}", code.of_pairings())
            } else if object.closed {
                ", kind.closed".to_owned()
            } else {
                String::new()
            };
            format!("kind.object(draft, {:?}, {{ {} }}{more})", object.name, fields.join(", "))
        })
    }

    fn of_shapes(&mut self, bits: u32) -> String {
        self.of_objects(Details::ANY_OF.some(bits))
    }

    fn of_pairings(&mut self) -> String {
        let Kind::Values(providers) = SetProvider::KIND else { return String::new() };
        let known: BTreeSet<_> = providers.iter().collect();
        let rules: Vec<_> = known.into_iter().filter_map(|provider| self.of_pairing(provider)).collect();
        format!("kind.pairings({{ {} }})", rules.join(", "))
    }

    fn of_pairing(&mut self, provider: &str) -> Option<String> {
        let rule = match pairing_of(provider)? {
            Pairing::Details(shapes) => format!("kind.details({})", self.of_shapes(*shapes)),
            Pairing::RequiredDetails(shapes) => format!("kind.requiredDetails({})", self.of_shapes(*shapes)),
            Pairing::ClientIdOnly => "kind.clientIdOnly".to_owned(),
        };
        Some(format!("{provider}: {rule}"))
    }

    /// Defines a named model once. Returns a reference to it.
    fn define(&mut self, name: &str, code: impl FnOnce(&mut Self) -> String) -> String {
        if !self.models.contains_key(name) {
            // The entry is reserved first, because a definition may refer to itself.
            self.models.insert(name.to_owned(), Value::Null);
            let code = code(self);
            self.models.insert(name.to_owned(), json!(code));
        }
        name.to_owned()
    }
}
