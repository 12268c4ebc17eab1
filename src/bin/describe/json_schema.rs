//! JSON Schemas of the models, in the form of the API's description.

use junction_credentials::models::schema::{AnyOf, Kind, List, Object, Values};
use junction_credentials::models::{
    BillingMethod, BillingType, FreestyleLibre, PreparationStatus, PreparationStepType,
};
use serde_json::{Map, Value, json};

/// The lists that the API's description contains inline, without a name.
pub const WITHOUT_A_NAME: &[&str] = &[
    BillingMethod::LIST.name,
    BillingType::LIST.name,
    FreestyleLibre::LIST.name,
    PreparationStatus::LIST.name,
    PreparationStepType::LIST.name,
];

/// JSON Schemas that refer to each other.
#[derive(Debug, Default)]
pub struct JsonSchemas {
    /// The schemas, by their names.
    pub definitions: Map<String, Value>,
}

impl JsonSchemas {
    /// Defines an object and everything that it refers to. Returns a reference to the object.
    pub fn define_object(&mut self, object: &'static Object) -> Value {
        if !self.definitions.contains_key(object.name) {
            // The entry is reserved first, because a definition may refer to itself.
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
            if object.closed {
                schema.insert("additionalProperties".to_owned(), json!(false));
            }
            self.definitions.insert(object.name.to_owned(), Value::Object(schema));
        }
        reference(object.name)
    }

    /// Defines a list if it has a name. Returns the schema of its values.
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

    /// The JSON Schema of a value.
    pub fn schema_of(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::String | Kind::Secret | Kind::Traceparent => json!({ "type": "string" }),
            Kind::Uuid => json!({ "type": "string", "format": "uuid" }),
            Kind::DateTime => json!({ "type": "string", "format": "date-time" }),
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
        one_of(values.lists.iter().map(|list| self.define_list(list)).collect())
    }

    fn map(&mut self, keys: &Values, values: &Kind) -> Value {
        let values = self.schema_of(values);
        json!({ "type": "object", "propertyNames": self.values(keys), "additionalProperties": values })
    }

    fn any_of(&mut self, any_of: &AnyOf) -> Value {
        one_of(any_of.shapes.iter().map(|shape| self.define_object(shape)).collect())
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn one_of(mut alternatives: Vec<Value>) -> Value {
    if alternatives.len() == 1 { alternatives.remove(0) } else { json!({ "anyOf": alternatives }) }
}
