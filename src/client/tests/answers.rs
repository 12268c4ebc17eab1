//! What becomes of each answer.

use super::*;

#[test]
fn a_2xx_with_the_described_body_is_given_as_it_came() {
    let body = "\u{feff}{\"credentials\":[],\"newer\":1}";

    assert_eq!(list(&answering(200, body), "{}"), Ok(body.as_bytes().to_vec()));
}

#[test]
fn a_2xx_with_another_body_is_a_response_error() {
    let error = list(&answering(200, "<html>"), "{}").unwrap_err();

    assert_eq!(error.to_string(), "unexpected response: malformed JSON: expected a value at byte 0");
}

#[test]
fn any_other_status_is_an_api_error_whatever_its_body_is() {
    for (status, body) in [(400, ""), (401, "{"), (404, "<html>"), (422, "[]"), (500, "null"), (302, "")] {
        let error = list(&answering(status, body), "{}").unwrap_err();

        assert_eq!(error, api(status, 1));
    }
}

#[test]
fn a_422_tells_what_was_refused_without_the_secrets_that_it_repeats() {
    let body = r#"{"detail":[{"loc":["body","details","s3cret-longer",0],"msg":"not 's3cret-longer' nor 's3cret' nor mg_live",
        "type":"value_error","input":{"client_secret":"s3cret"}}]}"#;
    let request = format!(
        r#"{{"team_id":"{TEAM}","provider":"oura","client_secret":"s3cret","newer":{{"key":"s3cret-longer"}}}}"#
    );

    let error = set(&answering(422, body), &request).unwrap_err();

    let Error::Api { refusals, .. } = &error else { panic!("{error:?}") };
    let loc = ["body", "details", "***"].map(|key| IssueLocation::Key(key.to_owned()));
    assert_eq!(refusals[0].loc, [&loc[..], &[IssueLocation::Index(0.0)]].concat());
    assert_eq!(refusals[0].msg, "not '***' nor '***' nor ***");
    assert_eq!(refusals[0].code, "value_error");
    assert!(!format!("{error}{error:?}").contains("s3cret"));
}

#[test]
fn a_secret_is_hidden_as_json_writes_it_too() {
    let body = r#"{"detail":[{"loc":[],"msg":"in a\"b\u00e4 and in \"a\\\"b\u00e4\" and in \"a\\\"b\\u00e4\"","type":"x"}]}"#;
    let request = format!(r#"{{"team_id":"{TEAM}","provider":"oura","client_secret":"a\"bä"}}"#);

    let error = set(&answering(422, body), &request).unwrap_err();

    assert_eq!(error.to_string(), r#"the API answered 422: ``: in *** and in "***" and in "***""#);
}

#[test]
fn a_complaint_of_a_422_that_is_not_as_described_is_left_out() {
    let body = r#"{"detail":[7,{"loc":["body"],"msg":"Field required","type":"missing"},{"loc":[]}]}"#;

    let error = list(&answering(422, body), "{}").unwrap_err();

    assert_eq!(error.to_string(), "the API answered 422: `body`: Field required");
}

#[test]
fn a_secret_of_control_characters_is_hidden_as_json_writes_them() {
    let body = r#"{"detail":[{"loc":["body",-1],"msg":"not \"a\\u0001\\b\\u001f\"","type":"x"}]}"#;
    let wanted = serde_json::json!({
        "team_id": "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22",
        "provider": "strava",
        "client_secret": "a\u{1}\u{8}\u{1f}",
    });

    let error = set(&answering(422, body), &wanted.to_string()).unwrap_err();

    assert_eq!(error.to_string(), "the API answered 422: `body.-1`: not \"***\"");
}

#[test]
fn a_redirect_is_a_network_error() {
    let origin = Some("https://elsewhere.example".to_owned());
    let transport = told(Ok(RawResponse::Redirect { origin }));

    let error = list(&transport, "{}").unwrap_err();

    let reason = NetworkReason::Redirect(Some("https://elsewhere.example".to_owned()));
    assert_eq!(error, Error::Network { reason, attempts: 1 });
}

#[test]
fn a_body_that_breaks_off_matters_where_it_was_a_success() {
    let broken = |status| {
        let body = Err(BodyFault::Network(NetworkReason::BodyBrokeOff(None)));
        list(&told(Ok(RawResponse::Answer { status, retry_after: None, body })), "{}").unwrap_err()
    };

    assert_eq!(broken(200), Error::Network { reason: NetworkReason::BodyBrokeOff(None), attempts: 1 });
    assert_eq!(broken(502), api(502, 1));
}

#[test]
fn a_body_that_is_too_long_matters_where_it_was_a_success() {
    let too_long = |status| {
        let body = Err(BodyFault::TooLong);
        list(&told(Ok(RawResponse::Answer { status, retry_after: None, body })), "{}").unwrap_err()
    };

    assert_eq!(
        too_long(200).to_string(),
        "unexpected response: expected a body that is not longer than `maxResponseBytes`"
    );
    assert_eq!(too_long(500), api(500, 1));
}

#[test]
fn what_the_transport_fails_with_is_passed_on() {
    let network = list(&told(Err(Fault::Network(NetworkReason::NoResponse))), "{}");
    let timeout = list(&told(Err(Fault::Timeout)), "{}");
    let aborted = list(&told(Err(Fault::Aborted)), "{}");

    assert_eq!(network, Err(Error::Network { reason: NetworkReason::NoResponse, attempts: 1 }));
    assert_eq!(timeout, Err(Error::Timeout { attempts: 1 }));
    assert_eq!(aborted, Err(Error::Aborted));
}
