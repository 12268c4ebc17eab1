//! Tests what each operation sends, and which requests are rejected before they are sent.

use super::*;

#[test]
fn each_operation_has_its_method_and_path() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura"}}"#);
    let delete = format!(r#"{{"credential_id":["{TEAM}"]}}"#);
    let root = "https://api.management.junction.com/v1/org/6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";

    let elsewhere = r#"{"env":"production","region":"eu"}"#;
    let requests = [
        request(Operation::List, "{}").unwrap(),
        request(Operation::Set, &body).unwrap(),
        Request::new(&config(), Operation::Prepare, elsewhere, body).unwrap(),
        request(Operation::Delete, &delete).unwrap(),
        Request::new(&config(), Operation::ListTeams, "", "{}".to_owned()).unwrap(),
    ];

    let lines: Vec<_> = requests
        .iter()
        .map(|request| format!("{} {}", request.operation.method().name(), request.url))
        .collect();
    assert_eq!(
        lines,
        [
            format!("GET {root}/team_custom_credentials/sandbox/us"),
            format!("POST {root}/team_custom_credentials/sandbox/us"),
            format!("POST {root}/prepare_team_custom_credentials/production/eu"),
            format!("DELETE {root}/team_custom_credentials/sandbox/us"),
            format!("GET {root}/team"),
        ]
    );
}

#[test]
fn an_unknown_environment_and_an_unknown_region_are_both_refused() {
    let scope = r#"{"env":"staging","region":"ap"}"#;

    let refused = Request::new(&config(), Operation::List, scope, "{}".to_owned()).unwrap_err();

    let issues = request_issues(refused);
    assert_eq!(issues, ["`env`: expected `production` or `sandbox`", "`region`: expected `us` or `eu`"]);
}

#[test]
fn a_search_query_may_have_eighty_letters_digits_and_some_punctuation() {
    let listed = |search: &str| {
        let query = format!(r#"{{"search_query":"{search}","region":["eu"]}}"#);
        Request::new(&config(), Operation::ListTeams, "", query).map_err(request_issues)
    };

    for accepted in ["", "Clinic’s (North), 1/2: a|b & c_d-é", "À\\u00d6Øöø\\u00ff'", &"é".repeat(80)]
    {
        assert!(listed(accepted).is_ok(), "{accepted}");
    }
    for refused in ["a.b", "×", "÷", "a\\nb", "“", "Ā", "\\ud83d\\ude00", &"é".repeat(81)] {
        let message = "`search_query`: expected a text of at most 80 Latin letters, digits, spaces and `(),/:'|&_-’` or null";
        assert_eq!(listed(refused).unwrap_err(), [message], "{refused}");
    }
}

#[test]
fn an_array_is_a_parameter_that_stands_several_times_and_null_is_none() {
    let query = format!(r#"{{"team_id":["{ORG}","{TEAM}"],"provider":null,"next_cursor":"a+b\u00e9"}}"#);

    let request = request(Operation::List, &query).unwrap();

    let mut pairs = Vec::new();
    request.each_parameter(|name, value| pairs.push((name.to_owned(), value.to_owned())));
    let expected = [("team_id", ORG), ("team_id", TEAM), ("next_cursor", "a+bé")];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn the_very_text_that_was_checked_is_sent() {
    let transport = answering(500, "");
    let body = format!(r#"{{ "provider" : "oura", "team_id":"{TEAM}", "newer":[1.0] }}"#);

    let _error = call(&transport, Operation::Set, &body).unwrap_err();

    assert_eq!(transport.sent.borrow()[0].body(), Some(body.as_str()));
}

#[test]
fn a_wrong_body_is_reported_in_full_and_not_sent() {
    let transport = answering(200, "{}");
    let body = r#"{"provider":"fitbit","client_id":7,"details":{"fitbit":{"is_hr_enabled":1,"sleep_verify_token":null}}}"#;

    let error = call(&transport, Operation::Set, body).unwrap_err();

    assert_eq!(
        request_issues(error),
        [
            "`client_id`: expected a string or null",
            "`details.fitbit.is_hr_enabled`: expected a boolean",
            "`details.fitbit.sleep_verify_token`: expected a string",
            "`details.fitbit.workout_verify_token`: expected a string, but it is missing",
            "`details.fitbit.body_verify_token`: expected a string, but it is missing",
            "`team_id`: expected a uuid, but it is missing",
        ]
    );
    assert!(transport.sent.borrow().is_empty());
}

#[test]
fn each_provider_takes_its_own_details() {
    let issues = |rest: &str| {
        let body = format!(r#"{{"team_id":"{TEAM}",{rest}}}"#);
        request(Operation::Set, &body).err().map(request_issues).unwrap_or_default()
    };
    let none: [&str; 0] = [];

    assert_eq!(issues(r#""provider":"polar","details":{"webhook_secret":"s"}"#), none);
    assert_eq!(issues(r#""provider":"polar","details":null"#), none);
    assert_eq!(
        issues(r#""details":{"client":"c"},"provider":"polar""#),
        ["`details.webhook_secret`: expected a string, but it is missing"]
    );
    assert_eq!(
        issues(r#""provider":"labcorp","details":{"labcorp":{"account_number":"1","billing_method":"CM"}}"#),
        none
    );
    assert_eq!(
        issues(r#""provider":"labcorp","details":{"client":"c"}"#),
        ["`details`: expected an object with `labcorp` or `sending_facility`"]
    );
    assert_eq!(
        issues(r#""provider":"labcorp","details":{"labcorp":{"account_number":"1","billing_method":"XX"}}"#),
        ["`details.labcorp.billing_method`: expected `CM`, `PT` or `PI`"]
    );
    assert_eq!(
        issues(r#""provider":"google_health""#),
        ["`details`: expected an object: this provider requires details"]
    );
    assert_eq!(
        issues(
            r#""provider":"google_health","details":{"project_number":"1","service_account_email":"a","x":1}"#
        ),
        ["`details`: expected no key but `project_number` or `service_account_email`"]
    );
    assert_eq!(issues(r#""provider":"freestyle_libre","client_id":"p""#), none);
    assert_eq!(
        issues(r#""provider":"freestyle_libre","client_secret":"s","redirect_url_override":null"#),
        [
            "`client_id`: expected a string: this provider requires a client id",
            "`client_secret`: expected no value: this provider accepts only a client id",
            "`redirect_url_override`: expected no value: this provider accepts only a client id",
        ]
    );
    assert_eq!(issues(r#""provider":"oura","details":{"client":"c"}"#), none);
    assert_eq!(
        issues(r#""provider":"oura","details":{"quest":{},"allowed_billing_types":["patient_bill"]}"#),
        none
    );
    assert!(
        issues(r#""provider":"oura","details":{"x":1}"#)[0]
            .starts_with("`details`: expected an object with `fitbit`, `redirect_uri`, ")
    );
    assert_eq!(
        issues(r#""provider":"hint_health""#),
        ["`provider`: expected a known provider, or the option `allowUnknownProviders`"]
    );
}

#[test]
fn an_unknown_provider_passes_where_the_client_allows_it() {
    let config = Config { unknown_providers: UnknownProviders::Allowed, ..config() };
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"newer"}}"#);

    for (operation, parameters) in [
        (Operation::Set, body.as_str()),
        (Operation::Prepare, body.as_str()),
        (Operation::List, r#"{"provider":"newer"}"#),
    ] {
        assert!(Request::new(&config, operation, SCOPE, parameters.to_owned()).is_ok(), "{operation:?}");
    }
}

#[test]
fn a_wrong_query_is_reported_in_full() {
    let refused = |operation, query| request(operation, query).unwrap_err();

    let list = refused(Operation::List, r#"{"team_id":"x","provider":"getlabs","teamId":1}"#);
    let empty = refused(Operation::Delete, r#"{"credential_id":[]}"#);
    let nobody = refused(Operation::List, r#"{"team_id":[]}"#);
    let wrong = refused(Operation::Delete, r#"{"credential_id":["x",null]}"#);

    assert_eq!(
        request_issues(list),
        [
            "`team_id`: expected an array or null",
            "`provider`: expected a known provider, or the option `allowUnknownProviders`",
            "expected no key but `team_id`, `provider` or `next_cursor`",
        ]
    );
    assert_eq!(request_issues(empty), ["`credential_id`: expected at least one item"]);
    assert_eq!(request_issues(nobody), ["`team_id`: expected at least one item"]);
    assert_eq!(
        request_issues(wrong),
        ["`credential_id[0]`: expected a uuid", "`credential_id[1]`: expected a uuid"]
    );
}
