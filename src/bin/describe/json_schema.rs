//! JSON Schemas (draft 2020-12, and draft 7 as well) from the tables of the models.

use std::collections::BTreeSet;

use junction_credentials::models::schema::{AnyOf, Described, Kind, List, Object, Values};
use junction_credentials::models::{
    BillingMethod, BillingType, Details, FreestyleLibre, Pairing, PreparationStatus, PreparationStepType,
    SetProvider, pairing_of,
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

const UUID: &str = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/// Not the format `date-time`, which asks for a zone. A leap second may stand where there is none: to tell that takes
/// arithmetic.
const DATE_TIME: &str = concat!(
    "^(",
    r"\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))",
    r"|(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29",
    r")[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)?$",
);

/// How the tables are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As the API's description writes them.
    Description,
    /// As the check reads what is sent.
    Request,
    /// As the check reads what comes back: the API may be newer than this version.
    Answer,
}

/// JSON Schemas that refer to each other.
#[derive(Debug)]
pub struct JsonSchemas {
    reading: Reading,
    /// The schemas by their names.
    pub definitions: Map<String, Value>,
}

impl JsonSchemas {
    /// No schemas yet.
    pub fn new(reading: Reading) -> Self {
        Self { reading, definitions: Map::new() }
    }

    /// Defines an object and all that it refers to, and refers to it.
    pub fn define_object(&mut self, object: &'static Object) -> Value {
        if !self.definitions.contains_key(object.name) {
            // A place is kept first: a definition may refer to itself.
            self.definitions.insert(object.name.to_owned(), Value::Null);
            let mut properties = Map::new();
            for field in object.fields {
                properties.insert(field.key().to_owned(), self.schema_of(&field.kind));
            }
            let required: Vec<_> =
                object.fields.iter().filter(|field| field.required).map(|field| field.key()).collect();
            let mut schema = Map::from_iter([
                ("type".to_owned(), json!("object")),
                ("properties".to_owned(), Value::Object(properties)),
            ]);
            if !required.is_empty() {
                schema.insert("required".to_owned(), json!(required));
            }
            if object.closed && self.reading != Reading::Answer {
                schema.insert("additionalProperties".to_owned(), json!(false));
            }
            self.definitions.insert(object.name.to_owned(), Value::Object(schema));
        }
        reference(object.name)
    }

    /// Defines a list if it has a name, and gives the schema of its values.
    pub fn define_list(&mut self, list: &List) -> Value {
        let values: Vec<_> = list.iter().collect();
        let schema = match values.as_slice() {
            [only] if WITHOUT_A_NAME.contains(&list.name) => json!({ "type": "string", "const": only }),
            values => json!({ "type": "string", "enum": values }),
        };
        if WITHOUT_A_NAME.contains(&list.name) {
            return schema;
        }
        self.definitions.insert(list.name.to_owned(), schema);
        reference(list.name)
    }

    /// The schema of what a value may be.
    pub fn schema_of(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::String | Kind::Secret | Kind::Traceparent => json!({ "type": "string" }),
            Kind::Uuid if self.reading == Reading::Description => {
                json!({ "type": "string", "format": "uuid" })
            }
            Kind::Uuid => json!({ "type": "string", "format": "uuid", "pattern": UUID }),
            Kind::DateTime if self.reading == Reading::Description => {
                json!({ "type": "string", "format": "date-time" })
            }
            Kind::DateTime => json!({ "type": "string", "pattern": DATE_TIME }),
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::Integer => json!({ "type": "integer" }),
            Kind::Range(range) => json!({ "type": "integer", "minimum": range.from, "maximum": range.to }),
            Kind::Location => json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] }),
            Kind::Json | Kind::Function => json!({}),
            Kind::JsonObject => json!({ "type": "object", "additionalProperties": true }),
            Kind::Values(values) => self.values(values),
            Kind::Array(items) => json!({ "type": "array", "items": self.schema_of(items) }),
            Kind::NonEmptyArray(items) => {
                json!({ "type": "array", "items": self.schema_of(items), "minItems": 1 })
            }
            Kind::Map(map) => self.map(map.keys, &map.values),
            Kind::Object(object) => self.define_object(object),
            Kind::AnyOf(shapes) => self.any_of(shapes),
            Kind::Nullable(inner) => {
                let mut schema = self.schema_of(inner);
                match schema.get_mut("anyOf").and_then(Value::as_array_mut) {
                    Some(alternatives) => alternatives.push(json!({ "type": "null" })),
                    None => schema = json!({ "anyOf": [schema, { "type": "null" }] }),
                }
                schema
            }
        }
    }

    fn values(&mut self, values: &Values) -> Value {
        let mut alternatives: Vec<_> = values.lists.iter().map(|list| self.define_list(list)).collect();
        if self.reading == Reading::Answer {
            alternatives.push(json!({ "type": "string" }));
        }
        one_of(alternatives)
    }

    fn map(&mut self, keys: &Values, values: &Kind) -> Value {
        let values = self.schema_of(values);
        if self.reading == Reading::Answer {
            json!({ "type": "object", "additionalProperties": values })
        } else {
            json!({ "type": "object", "propertyNames": self.values(keys), "additionalProperties": values })
        }
    }

    fn any_of(&mut self, any_of: &AnyOf) -> Value {
        let mut alternatives: Vec<_> = any_of.shapes.iter().map(|shape| self.define_object(shape)).collect();
        if self.reading == Reading::Answer {
            let fields = any_of.shapes.iter().flat_map(|shape| shape.fields);
            let telling = fields.into_iter().filter(|field| field.required);
            let none: Map<String, Value> =
                telling.map(|field| (field.key().to_owned(), json!(false))).collect();
            alternatives.push(json!({ "type": "object", "properties": none }));
        }
        one_of(alternatives)
    }
}

/// Adds to the body of `set` what its provider asks for.
pub fn add_pairings(definitions: &mut Map<String, Value>, name: &str) {
    let Kind::Values(providers) = SetProvider::KIND else { return };
    let known: BTreeSet<_> = providers.iter().collect();
    let rules: Vec<_> = known.into_iter().filter_map(rule_of).collect();
    if let Some(body) = definitions.get_mut(name).and_then(Value::as_object_mut) {
        body.insert("allOf".to_owned(), json!(rules));
    }
}

fn rule_of(provider: &str) -> Option<Value> {
    let details = |shapes: &u32| {
        one_of(Details::ANY_OF.some(*shapes).map(|(shape, _)| reference(shape.name)).collect())
    };
    let then = match pairing_of(provider)? {
        Pairing::Details(shapes) => {
            json!({ "properties": { "details": one_of(vec![details(shapes), json!({ "type": "null" })]) } })
        }
        Pairing::RequiredDetails(shapes) => {
            json!({ "properties": { "details": details(shapes) }, "required": ["details"] })
        }
        Pairing::ClientIdOnly => json!({
            "properties": {
                "client_id": { "type": "string" },
                "client_secret": false,
                "details": false,
                "redirect_url_override": false,
            },
            "required": ["client_id"],
        }),
    };
    let is_provider =
        json!({ "properties": { "provider": { "const": provider } }, "required": ["provider"] });
    Some(json!({ "if": is_provider, "then": then }))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn one_of(mut alternatives: Vec<Value>) -> Value {
    if alternatives.len() == 1 { alternatives.remove(0) } else { json!({ "anyOf": alternatives }) }
}
