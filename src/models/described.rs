//! The keys that the models describe. Any other key may itself be a secret.

use super::schema::{Described, Kind};
use super::{
    CallSettings, ClientFacingOrgTeamListResponse, ClientSettings, CustomCredentialsResponse,
    DeleteTeamCustomCredentialsQuery, DeleteTeamCustomCredentialsResponse, EverywhereSettings,
    HTTPValidationError, ListTeamsInOrgQuery, PrepareTeamCustomCredentialsResponse, Scope,
    UpsertTeamCustomCredentialsBody,
};

/// Types that together have every key of every document and argument.
const TYPES: &[&Kind] = &[
    &ClientSettings::KIND,
    &CallSettings::KIND,
    &Scope::KIND,
    &EverywhereSettings::KIND,
    &CustomCredentialsResponse::KIND,
    &UpsertTeamCustomCredentialsBody::KIND,
    &PrepareTeamCustomCredentialsResponse::KIND,
    &DeleteTeamCustomCredentialsQuery::KIND,
    &DeleteTeamCustomCredentialsResponse::KIND,
    &ListTeamsInOrgQuery::KIND,
    &ClientFacingOrgTeamListResponse::KIND,
    &HTTPValidationError::KIND,
];

/// Whether a key is in the type of any document or argument.
pub fn is_described(key: &str) -> bool {
    TYPES.iter().any(|kind| describes(kind, key))
}

/// Whether a type, or a type that it contains, has a key.
// Not inlined, because the module is then smaller.
#[inline(never)]
fn describes(mut kind: &Kind, key: &str) -> bool {
    while let Kind::Array(inner) | Kind::NonEmptyArray(inner) | Kind::Nullable(inner) = *kind {
        kind = inner;
    }
    if let Kind::Map(map) = *kind {
        return map.keys.find(key.as_bytes()).is_some();
    }
    let mut fields = kind.members().map(|object| object.table).unwrap_or_default().iter();
    fields.any(|field| field.key() == key || describes(&field.kind, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::{Operation, WireType};

    fn expect_described(kind: &'static Kind) {
        if let Kind::Array(inner) | Kind::NonEmptyArray(inner) | Kind::Nullable(inner) = kind {
            return expect_described(inner);
        }
        if let Kind::Map(map) = kind {
            return map.keys.iter().for_each(|key| assert!(is_described(key), "{key}"));
        }
        for field in kind.members().into_iter().flat_map(|object| object.table) {
            assert!(is_described(field.key()), "{}", field.key());
            expect_described(&field.kind);
        }
    }

    #[test]
    fn every_key_of_a_document_or_argument_is_described() {
        for (_, wire_type) in WireType::ALL {
            expect_described(wire_type.kind());
        }
        for wire_type in [WireType::Scope, WireType::EverywhereSettings] {
            expect_described(wire_type.kind());
        }
        for operation in Operation::ALL {
            operation
                .path_parameters()
                .into_iter()
                .chain([operation.parameters()])
                .for_each(expect_described);
        }
        expect_described(const { &ClientSettings::KIND });
        expect_described(const { &CallSettings::KIND });
    }

    #[test]
    fn other_keys_are_not_described() {
        for key in ["", "clientSecret", "team_id ", "fitbit_secret", "eyJhbGciOiJIUzI1NiJ9"] {
            assert!(!is_described(key), "{key}");
        }
    }
}
