//! What the declarations of models need for each field: how serde reads it, its key, and its bit.

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};

/// Deserializes a struct from an object only. serde's derive would also accept an array of its fields.
pub struct ObjectOnly<D>(pub D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Deserializes a key that must be present, although its value may be null.
///
/// serde's derive accepts a missing key as null if the type is an `Option`.
pub fn required<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// Deserializes a key that may be absent. An absent key stays different from null.
pub fn optional<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// The key of a field. If the field name is a raw identifier, removes `r#`.
pub const fn key(identifier: &'static str) -> &'static str {
    match identifier.as_bytes() {
        [b'r', b'#', rest @ ..] => match std::str::from_utf8(rest) {
            Ok(name) => name,
            Err(_) => identifier,
        },
        _ => identifier,
    }
}

/// A bit set of the flags. The first flag is the lowest bit.
pub const fn bits(mut flags: &[bool]) -> u32 {
    // The validator needs one bit for unknown keys.
    assert!(flags.len() < 32);
    let mut bits = 0;
    while let [rest @ .., flag] = flags {
        bits = bits << 1 | *flag as u32;
        flags = rest;
    }
    bits
}
