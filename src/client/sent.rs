//! Finds the secrets that a call sends, so that they can be masked in the API's error messages.

use crate::check::read::Value;
use crate::models::schema::{Kind, Object};

/// Passes every string in validated parameters that may be a secret to `give`. These are the strings that the models
/// mark as secret, and all keys and values that the models do not describe.
pub fn each_secret(value: Value<'_>, kind: &Kind, give: &mut impl FnMut(String)) {
    let kind = if let Kind::Nullable(inner) = *kind { inner } else { kind };
    let may_be_secret = matches!(kind, Kind::Secret | Kind::Json | Kind::JsonObject);
    if let Some(string) = value.string()
        && may_be_secret
    {
        give(string);
    }
    for item in value.items() {
        let items =
            if let Kind::Array(items) | Kind::NonEmptyArray(items) = *kind { items } else { &Kind::Json };
        each_secret(item, items, give);
    }
    for (key, inner) in value.members() {
        let key = key.decode();
        let mut fields = kind.members().into_iter().flat_map(Object::fields);
        if let Some(field) = fields.find(|field| field.key() == key) {
            each_secret(inner, &field.kind, give);
        } else if let Kind::Map(map) = *kind
            && map.keys.find(key.as_bytes()).is_some()
        {
            each_secret(inner, &map.values, give);
        } else {
            give(key);
            each_secret(inner, &Kind::Json, give);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::UpsertTeamCustomCredentialsBody;
    use crate::models::schema::Described;

    #[test]
    fn secrets_are_what_the_models_call_so_and_all_that_they_do_not_describe() {
        let body = r#"{"team_id":"t","provider":"p","client_id":"i","client_secret":"s","redirect_url_override":"r",
            "details":{"fitbit":{"workout_verify_token":"w","sleep_verify_token":"l","new":["n"]},"quest":{"k":"q"},
            "allowed_billing_types":["b"],"disallowed_billing_states":{"patient_bill":["NY"],"barter":["NJ"]}},
            "beta":{"x":[1,{"y":"z"}]}}"#;

        let kind = const { &UpsertTeamCustomCredentialsBody::KIND };
        let mut found = Vec::new();
        each_secret(Value::document(body.as_bytes()), kind, &mut |secret| found.push(secret));

        assert_eq!(found, ["s", "w", "l", "new", "n", "k", "q", "barter", "NJ", "beta", "x", "y", "z"]);
    }
}
