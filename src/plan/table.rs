//! Declares the objects that only a plan has, as the models declare those of the API.

use crate::models::fields::bits;
use crate::models::schema::{Field, Kind, Object};
use crate::models::token::Token;

/// One key of an object.
pub const fn field(key: &str, kind: Kind) -> Field {
    Field {
        #[cfg(not(target_os = "unknown"))]
        doc: "",
        token: Token::of(key),
        kind,
    }
}

/// An object that has no other keys. The message about another key suggests the nearest one. `required` has a flag for
/// each field.
pub const fn object(table: &'static [Field], required: &[bool]) -> Object {
    assert!(table.len() == required.len());
    Object {
        #[cfg(not(target_os = "unknown"))]
        name: "",
        #[cfg(not(target_os = "unknown"))]
        doc: "",
        table,
        keys: (1 << table.len()) - 1,
        required: bits(required),
        closed: true,
        suggested: true,
    }
}
