//! Reads the API's description from `fixtures/description.json`, and creates instances of its schemas.

#![allow(dead_code, reason = "not every test uses every item")]

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub const UUID: &str = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
pub const DATE_TIME: &str = "2026-05-01T10:00:00.123456+00:00";

/// Values of every JSON type. No string has a format.
pub fn palette() -> [Value; 8] {
    [json!(null), json!(true), json!(7), json!(1.5), json!("text"), json!(""), json!([]), json!({})]
}

/// The API's description.
pub struct Description {
    pub values: BTreeMap<String, Vec<String>>,
    pub objects: BTreeMap<String, Vec<Field>>,
}

/// A key of an object.
pub struct Field {
    pub key: String,
    pub required: bool,
    /// The types that its value may have.
    pub of: Vec<Type>,
}

impl Field {
    pub fn is_nullable(&self) -> bool {
        self.of.contains(&Type::Null)
    }
}

/// A type that a value may have.
#[derive(Debug, PartialEq)]
pub enum Type {
    Null,
    String,
    Uuid,
    DateTime,
    Boolean,
    Integer,
    Anything,
    AnyObject,
    Details,
    Values(String),
    Object(String),
    Array(Vec<Type>),
    Map(String, Vec<Type>),
}

impl Description {
    pub fn read() -> Self {
        let text = include_str!("../fixtures/description.json");
        let document: Value = serde_json::from_str(text).unwrap();
        let values: BTreeMap<String, Vec<String>> =
            serde_json::from_value(document["values"].clone()).unwrap();
        let objects: BTreeMap<String, Vec<(String, String)>> = document["objects"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, fields)| {
                let fields = fields.as_object().unwrap().iter();
                (
                    name.clone(),
                    fields.map(|(key, of)| (key.clone(), of.as_str().unwrap().to_owned())).collect(),
                )
            })
            .collect();
        let field = |(key, of): &(String, String)| Field {
            key: key.trim_end_matches('?').to_owned(),
            required: !key.ends_with('?'),
            of: types(of, &values),
        };
        let objects = objects.iter().map(|(name, fields)| (name.clone(), fields.iter().map(field).collect()));
        Self { objects: objects.collect(), values }
    }

    /// The names of the shapes of `details`.
    pub fn shapes(&self) -> impl Iterator<Item = &str> {
        self.objects.keys().map(String::as_str).filter(|name| name.ends_with("ProviderDetails"))
    }

    /// A valid instance of a schema, with all its fields.
    pub fn instance(&self, name: &str) -> Value {
        let fields = self.objects[name].iter();
        Value::Object(fields.map(|field| (field.key.clone(), self.sample(&field.of))).collect())
    }

    /// A valid value that is not null.
    pub fn sample(&self, of: &[Type]) -> Value {
        match of.iter().find(|of| **of != Type::Null).unwrap() {
            Type::Null => Value::Null,
            Type::String => json!("text"),
            Type::Uuid => json!(UUID),
            Type::DateTime => json!(DATE_TIME),
            Type::Boolean => json!(true),
            Type::Integer => json!(7),
            Type::Anything | Type::AnyObject => json!({ "any": ["thing"] }),
            Type::Details => self.instance("FitbitTeamProviderDetails"),
            Type::Values(name) => json!(self.values[name][0]),
            Type::Object(name) => self.instance(name),
            Type::Array(items) => json!([self.sample(items)]),
            Type::Map(keys, values) => {
                Value::Object(Map::from_iter([(self.values[keys][0].clone(), self.sample(values))]))
            }
        }
    }

    /// Values that are invalid at their own path, and not at a path inside them.
    pub fn wrong_values(&self, of: &[Type]) -> Vec<Value> {
        palette().into_iter().filter(|value| !of.iter().any(|of| may_be(of, value))).collect()
    }
}

/// Whether a value of the palette may be of a type, or may be invalid at a path inside it.
fn may_be(of: &Type, value: &Value) -> bool {
    match of {
        Type::Null => value.is_null(),
        Type::String | Type::Values(_) => value.is_string(),
        Type::Uuid | Type::DateTime => false,
        Type::Boolean => value.is_boolean(),
        Type::Integer => value.is_i64(),
        Type::Anything => true,
        Type::AnyObject | Type::Details | Type::Object(_) | Type::Map(..) => value.is_object(),
        Type::Array(_) => value.is_array(),
    }
}

fn types(text: &str, values: &BTreeMap<String, Vec<String>>) -> Vec<Type> {
    if let Some(items) = text.strip_prefix('(').and_then(|text| text.strip_suffix(")[]")) {
        return vec![Type::Array(types(items, values))];
    }
    text.split(" | ").map(|text| one_type(text, values)).collect()
}

fn one_type(text: &str, values: &BTreeMap<String, Vec<String>>) -> Type {
    if let Some((keys, of)) = text.strip_prefix("map of ").and_then(|text| text.split_once(" to ")) {
        return Type::Map(keys.to_owned(), types(of, values));
    }
    if let Some(items) = text.strip_suffix("[]") {
        return Type::Array(types(items, values));
    }
    match text {
        "null" => Type::Null,
        "string" => Type::String,
        "uuid" => Type::Uuid,
        "date-time" => Type::DateTime,
        "boolean" => Type::Boolean,
        "integer" => Type::Integer,
        "anything" => Type::Anything,
        "object" => Type::AnyObject,
        "Details" => Type::Details,
        name if values.contains_key(name) => Type::Values(name.to_owned()),
        name => Type::Object(name.to_owned()),
    }
}
