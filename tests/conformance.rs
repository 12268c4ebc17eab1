//! Tests every schema of the API field by field: what the API describes is valid, and everything else is an error at
//! its path.
//!
//! `fixtures/description.json` contains the API's description in a notation of its own. It is independent of the
//! models. A `?` marks an optional key. `pairings`, which other tests read, has the shapes of details that `set` accepts
//! for each provider. The API does not describe this rule.

#![cfg(not(target_os = "unknown"))]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a failing test may panic"
)]

mod description;

use description::{Description, Type, UUID};
use junction_credentials::check::check_answer;
use junction_credentials::error::Issue;
use junction_credentials::models::schema::{Kind, Object};
use junction_credentials::models::{
    ClientFacingOrgTeamListResponse, CustomCredentialsResponse, DeleteTeamCustomCredentialsResponse,
    HTTPValidationError, PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse,
    UpsertTeamCustomCredentialsBody,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All objects that the models declare. The search starts at the types that are sent and received, and follows
/// references.
fn declared() -> BTreeMap<&'static str, &'static Object> {
    fn follow(kind: &Kind, found: &mut BTreeMap<&'static str, &'static Object>) {
        match kind {
            Kind::Object(object) if found.insert(object.name, object).is_none() => {
                object.fields().for_each(|field| follow(&field.kind, found));
            }
            Kind::AnyOf(any_of) => any_of.shapes.iter().for_each(|shape| follow(&Kind::Object(shape), found)),
            Kind::Array(items) | Kind::NonEmptyArray(items) => follow(items, found),
            Kind::Nullable(inner) => follow(inner, found),
            _ => {}
        }
    }

    let mut found = BTreeMap::new();
    for root in [
        ClientFacingOrgTeamListResponse::TABLE,
        CustomCredentialsResponse::TABLE,
        DeleteTeamCustomCredentialsResponse::TABLE,
        HTTPValidationError::TABLE,
        PrepareTeamCustomCredentialsBody::TABLE,
        PrepareTeamCustomCredentialsResponse::TABLE,
        UpsertTeamCustomCredentialsBody::TABLE,
    ] {
        follow(&Kind::Object(root), &mut found);
    }
    found
}

fn check(schema: &str, instance: &Value) -> Result<(), Issue> {
    let object = declared().get(schema).copied().unwrap_or_else(|| panic!("{schema} is not declared"));
    check_answer(instance.to_string().as_bytes(), Box::leak(Box::new(Kind::Object(object))))
}

/// Checks that an instance fails with an issue at exactly this path.
fn assert_fails(schema: &str, instance: &Value, path: &str) {
    match check(schema, instance) {
        Ok(()) => panic!("{schema} passes although `{path}` is wrong: {instance}"),
        Err(issue) => assert_eq!(issue.path.to_string(), path, "{schema}: {} in {instance}", issue.message),
    }
}

fn assert_passes(schema: &str, instance: &Value) {
    if let Err(issue) = check(schema, instance) {
        panic!("{schema} fails with {issue}: {instance}");
    }
}

fn with(instance: &Value, key: &str, value: Value) -> Value {
    let mut changed = instance.clone();
    changed[key] = value;
    changed
}

fn without(instance: &Value, key: &str) -> Value {
    let mut changed = instance.clone();
    changed.as_object_mut().unwrap().remove(key);
    changed
}

#[test]
fn every_schema_is_declared_with_exactly_its_fields() {
    let description = Description::read();
    let declared = declared();

    assert!(
        declared.keys().copied().eq(description.objects.keys().map(String::as_str)),
        "{:?}",
        declared.keys()
    );
    for (name, fields) in &description.objects {
        let described: Vec<_> =
            fields.iter().map(|field| (field.key.as_str(), field.required, field.is_nullable())).collect();
        let object = declared[name.as_str()];
        let in_models: Vec<_> = object
            .fields()
            .map(|field| (field.key(), object.requires(field), matches!(field.kind, Kind::Nullable(_))))
            .collect();
        assert_eq!(in_models, described, "{name}");
    }
}

#[test]
fn every_list_of_values_is_declared_with_exactly_its_values() {
    use junction_credentials::models::*;
    let description = Description::read();
    let lists = [
        Env::LIST,
        Region::LIST,
        OAuthProviders::LIST,
        Labs::LIST,
        Providers::LIST,
        LabsProviders::LIST,
        AppointmentProvider::LIST,
        EHRProvider::LIST,
        BillingMethod::LIST,
        BillingType::LIST,
        PreparationStatus::LIST,
        PreparationStepType::LIST,
    ];

    assert_eq!(lists.len(), description.values.len());
    for list in lists {
        assert_eq!(list.iter().collect::<Vec<_>>(), description.values[list.name], "{}", list.name);
    }
}

#[test]
fn a_valid_instance_of_every_schema_passes_with_and_without_its_optional_fields() {
    let description = Description::read();

    for (name, fields) in &description.objects {
        let whole = description.instance(name);
        assert_passes(name, &whole);
        for field in fields.iter().filter(|field| !field.required) {
            assert_passes(name, &without(&whole, &field.key));
        }
    }
}

#[test]
fn an_instance_without_a_required_field_fails_at_that_field() {
    let description = Description::read();

    for (name, fields) in &description.objects {
        let whole = description.instance(name);
        for field in fields.iter().filter(|field| field.required) {
            assert_fails(name, &without(&whole, &field.key), &field.key);
        }
    }
}

#[test]
fn a_value_of_a_wrong_type_or_format_fails_at_its_field() {
    let description = Description::read();

    for (name, fields) in &description.objects {
        let whole = description.instance(name);
        for field in fields {
            for wrong in description.wrong_values(&field.of) {
                assert_fails(name, &with(&whole, &field.key, wrong), &field.key);
            }
        }
    }
}

#[test]
fn a_wrong_item_of_an_array_or_map_fails_at_its_index_or_key() {
    let description = Description::read();

    for (name, fields) in &description.objects {
        let whole = description.instance(name);
        for field in fields {
            let items =
                field.of.iter().find_map(|of| if let Type::Array(items) = of { Some(items) } else { None });
            for wrong in items.map(|items| description.wrong_values(items)).unwrap_or_default() {
                let right = whole[&field.key][0].clone();
                let path = format!("{}[1]", field.key);
                assert_fails(name, &with(&whole, &field.key, json!([right, wrong])), &path);
            }
            if let Some(Type::Map(keys, values)) = field.of.iter().find(|of| matches!(of, Type::Map(..))) {
                let key = &description.values[keys][0];
                for wrong in description.wrong_values(values) {
                    let path = format!("{}.{key}", field.key);
                    assert_fails(name, &with(&whole, &field.key, json!({ key: wrong })), &path);
                    let path = format!("{}.*", field.key);
                    assert_fails(name, &with(&whole, &field.key, json!({ "new_way": wrong })), &path);
                }
            }
        }
    }
}

#[test]
fn null_passes_exactly_where_it_is_described() {
    let description = Description::read();

    for (name, fields) in &description.objects {
        let whole = description.instance(name);
        for field in fields {
            let nulled = with(&whole, &field.key, Value::Null);
            if field.is_nullable() || field.of == [Type::Anything] {
                assert_passes(name, &nulled);
            } else {
                assert_fails(name, &nulled, &field.key);
            }
        }
    }
}

#[test]
fn unknown_values_and_unknown_keys_pass_in_an_answer() {
    let description = Description::read();

    for (name, fields) in &description.objects {
        let whole = description.instance(name);
        assert_passes(name, &with(&whole, "not_described", json!({ "at": ["all", null] })));
        for field in fields.iter().filter(|field| field.of.iter().any(|of| matches!(of, Type::Values(_)))) {
            assert_passes(name, &with(&whole, &field.key, json!("newer_than_this_version")));
        }
    }
}

#[test]
fn every_described_shape_of_details_is_found_and_checked_inside_of_a_page() {
    let description = Description::read();

    for shape in description.shapes() {
        let details = description.instance(shape);
        let page = |details: Value| {
            let mut page = description.instance("CustomCredentialsResponse");
            let mut second = page["credentials"][0].clone();
            second["details"] = details;
            page["credentials"].as_array_mut().unwrap().push(second);
            page
        };
        let path = |key: &str| format!("credentials[1].details.{key}");

        assert_passes("CustomCredentialsResponse", &page(details.clone()));
        for field in &description.objects[shape] {
            for wrong in description.wrong_values(&field.of) {
                assert_fails(
                    "CustomCredentialsResponse",
                    &page(with(&details, &field.key, wrong)),
                    &path(&field.key),
                );
            }
            if let [Type::Object(inner)] = field.of.as_slice() {
                for inner_field in description.objects[inner].iter().filter(|field| field.required) {
                    let key = format!("{}.{}", field.key, inner_field.key);
                    let changed = without(&details[&field.key], &inner_field.key);
                    let changed = with(&details, &field.key, changed);
                    assert_fails("CustomCredentialsResponse", &page(changed), &path(&key));
                }
            }
        }
    }
}

#[test]
fn one_required_key_of_a_shape_without_the_others_is_malformed() {
    let description = Description::read();

    for shape in description.shapes() {
        let details = description.instance(shape);
        let required: Vec<_> = description.objects[shape].iter().filter(|field| field.required).collect();
        for left_out in required.iter().filter(|_| required.len() > 1) {
            let credential = description.instance("ClientFacingTeamProviderCredentials");
            let credential = with(&credential, "details", without(&details, &left_out.key));

            assert_fails(
                "ClientFacingTeamProviderCredentials",
                &credential,
                &format!("details.{}", left_out.key),
            );
        }
    }
}

#[test]
fn details_of_a_shape_that_is_not_described_pass() {
    let description = Description::read();
    let credential = description.instance("ClientFacingTeamProviderCredentials");

    for details in
        [json!({}), json!({ "new_lab": { "account": 7 } }), json!({ "sub_account_id": 7, "x": [] })]
    {
        assert_passes("ClientFacingTeamProviderCredentials", &with(&credential, "details", details));
    }
}

#[test]
fn details_that_fit_one_shape_pass_whatever_they_are_to_the_others() {
    let description = Description::read();
    let credential = description.instance("ClientFacingTeamProviderCredentials");

    for details in [
        json!({ "client": "c", "fitbit": 7 }),
        json!({ "fitbit": 7, "client": "c" }),
        json!({ "bioreference": 7, "quest": {}, "labcorp": [] }),
        json!({ "project_number": "1", "service_account_email": "a@b.example", "more": 1 }),
    ] {
        assert_passes("ClientFacingTeamProviderCredentials", &with(&credential, "details", details));
    }
}

#[test]
fn of_two_equal_keys_each_is_checked() {
    let body = format!(r#"{{"success":[],"failure":[],"not_found":[7],"not_found":["{UUID}"]}}"#);
    let object = &Kind::Object(DeleteTeamCustomCredentialsResponse::TABLE);

    let issue = check_answer(body.as_bytes(), object).unwrap_err();

    assert_eq!(issue.path.to_string(), "not_found[0]");
}

#[test]
fn a_key_is_the_same_key_however_it_is_escaped() {
    let body = r#"{"success":[],"failure":[],"not_\u0066ound":7}"#;
    let object = &Kind::Object(DeleteTeamCustomCredentialsResponse::TABLE);

    let issue = check_answer(body.as_bytes(), object).unwrap_err();

    assert_eq!(issue.path.to_string(), "not_found");
    assert_eq!(issue.message, "expected an array");
}
