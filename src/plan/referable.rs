//! Decides which values of a config may be references, by the tables of the models.

use crate::models::UpsertTeamCustomCredentialsBody;
use crate::models::schema::{Described, Kind};

/// Where a value stands.
enum Place {
    /// The models describe it.
    Described(&'static Kind),
    /// Below an object that the API leaves open, or below a key that the models do not know. Anything there may be a secret.
    Open,
    /// No value of the models stands there.
    Nowhere,
}

/// Whether a value of an entry may be a reference: a client id, a secret, and everything that the models do not describe.
///
/// `path` leads from the entry to the value, with a NUL after each step: `.` and a key, or `#` for an item of an array.
pub fn is_referable(path: &str) -> bool {
    let mut steps = path.split_terminator('\0');
    let start = match steps.next() {
        Some(".client_id") => return steps.next().is_none(),
        Some(field @ (".client_secret" | ".details")) => {
            inner(&<UpsertTeamCustomCredentialsBody as Described>::KIND, field)
        }
        _ => return false,
    };
    let place = steps.fold(start, |place, step| match place {
        Place::Described(kind) => inner(kind, step),
        Place::Open | Place::Nowhere => place,
    });
    match place {
        Place::Described(kind) => matches!(kind.not_null(), Kind::Secret),
        Place::Open => true,
        Place::Nowhere => false,
    }
}

fn inner(kind: &'static Kind, step: &str) -> Place {
    let kind = kind.not_null();
    if matches!(kind, Kind::Json | Kind::JsonObject) {
        return Place::Open;
    }
    let Some(key) = step.strip_prefix('.') else {
        let items =
            if let Kind::Array(items) | Kind::NonEmptyArray(items) = *kind { Some(items) } else { None };
        return items.map_or(Place::Nowhere, Place::Described);
    };
    if let Kind::Map(map) = *kind
        && map.keys.find(key.as_bytes()).is_some()
    {
        return Place::Described(&map.values);
    }
    match kind.members() {
        Some(object) => object
            .fields()
            .find(|field| field.key() == key)
            .map_or(Place::Open, |field| Place::Described(&field.kind)),
        None => Place::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referable(steps: &[&str]) -> bool {
        is_referable(&steps.iter().map(|step| format!("{step}\0")).collect::<String>())
    }

    #[test]
    fn a_client_id_and_every_secret_may_be_a_reference() {
        for path in [
            vec![".client_id"],
            vec![".client_secret"],
            vec![".details", ".webhook_secret"],
            vec![".details", ".fitbit", ".workout_verify_token"],
        ] {
            assert!(referable(&path), "{path:?}");
        }
    }

    #[test]
    fn everything_that_is_not_described_may_be_a_reference_where_it_stands() {
        for path in [
            vec![".details", ".tokens"],
            vec![".details", ".tokens", "#"],
            vec![".details", ".key"],
            vec![".details", ".fitbit", ".client_id"],
            vec![".details", ".quest", ".account"],
            vec![".details", ".quest", ".a", "#", ".b"],
        ] {
            assert!(referable(&path), "{path:?}");
        }
    }

    #[test]
    fn nothing_else_may_be_a_reference() {
        for path in [
            vec![],
            vec![".env"],
            vec![".team"],
            vec![".clientid"],
            vec![".client_id", ".a"],
            vec![".client_secret", ".env"],
            vec![".details"],
            vec![".details", ".quest"],
            vec![".details", ".redirect_uri"],
            vec![".details", ".data_scopes", "#"],
            vec![".details", ".labcorp", ".account_number"],
            vec![".details", ".disallowed_billing_states", ".patient_bill", "#"],
        ] {
            assert!(!referable(&path), "{path:?}");
        }
    }
}
