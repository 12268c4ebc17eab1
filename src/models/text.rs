//! Types that the API describes only by a format or a length, or not at all.

use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use tsify::Tsify;

use super::formats;
use super::schema::{Described, Kind};

/// A UUID in hyphenated form, such as `6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22`.
#[tsify::declare]
#[allow(dead_code, reason = "provides the TypeScript declaration of the foreign type with this name")]
type Uuid = String;

/// A date and time in RFC 3339 format, such as `2026-05-01T10:00:00.123456+00:00`. The API may omit the zone; the time
/// is then in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(transparent)]
pub struct DateTime(String);

impl Described for DateTime {
    const KIND: Kind = Kind::DateTime;
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if formats::is_date_time(text.as_bytes()) {
            Ok(Self(text))
        } else {
            Err(Error::custom("expected a date and time"))
        }
    }
}

/// A text to search teams by: at most 80 Latin letters, digits, spaces and the characters `(),/:'|&_-’`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(transparent)]
pub struct SearchQuery(String);

impl Described for SearchQuery {
    const KIND: Kind = Kind::SearchQuery;
}

/// A value of a list that the API extends without notice: one that this version knows, or any other string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(untagged)]
#[tsify(type = "Known | (string & {})", type_params = "Known extends string")]
pub enum Open<Known> {
    /// A value that this version knows.
    Known(Known),
    /// A value that the API has added since.
    Unknown(String),
}

impl<Known: Described> Described for Open<Known> {
    const KIND: Kind = Known::KIND;
}

/// An array with at least one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(transparent)]
#[tsify(type = "readonly T[]", type_params = "T")]
pub struct AtLeastOne<T>(Vec<T>);

impl<T: Described> Described for AtLeastOne<T> {
    const KIND: Kind = Kind::NonEmptyArray(&T::KIND);
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for AtLeastOne<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::deserialize(deserializer)?;
        if items.is_empty() {
            return Err(Error::custom("expected at least one item"));
        }
        Ok(Self(items))
    }
}

/// Any JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Tsify)]
#[tsify(type = "unknown")]
pub struct Json;

impl Described for Json {
    const KIND: Kind = Kind::Json;
}

impl Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// An object that the API does not describe further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Tsify)]
#[tsify(type = "{ [key: string]: unknown }")]
pub struct JsonObject;

impl Described for JsonObject {
    const KIND: Kind = Kind::JsonObject;
}

impl Serialize for JsonObject {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        serializer.serialize_map(Some(0))?.end()
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        keys_of(deserializer).map(|_| Self)
    }
}

/// Reads the keys of an object and ignores the values.
pub(super) fn keys_of<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Keys;

    impl<'de> serde::de::Visitor<'de> for Keys {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut keys = Vec::new();
            while let Some((key, IgnoredAny)) = map.next_entry()? {
                keys.push(key);
            }
            Ok(keys)
        }
    }

    deserializer.deserialize_map(Keys)
}
