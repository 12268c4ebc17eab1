//! Declares the objects that only a plan has, as the models declare those of the API.

use crate::models::schema::{Field, Kind, Object};
use crate::models::token::Token;

/// One key of an object.
pub const fn field(key: &str, kind: Kind, required: bool) -> Field {
    Field { token: Token::of(key), kind, required }
}

/// An object that has no other keys. The message about another key suggests the nearest one.
pub const fn object(fields: &'static [Field]) -> Object {
    Object {
        #[cfg(not(target_os = "unknown"))]
        name: "",
        #[cfg(not(target_os = "unknown"))]
        doc: "",
        fields,
        closed: true,
        suggested: true,
        required: required(fields),
    }
}

const fn required(mut fields: &[Field]) -> u32 {
    let mut bits = 0;
    while let [rest @ .., field] = fields {
        bits = bits << 1 | field.required as u32;
        fields = rest;
    }
    bits
}
