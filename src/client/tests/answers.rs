//! Tests how each response is handled.

use super::*;
use crate::client::head::Reading;

#[test]
fn a_2xx_with_the_described_body_ends_the_call_well() {
    assert_eq!(list(&answering(200, "\u{feff}{\"credentials\":[],\"newer\":1}")), Ok(()));
}

fn issue_of(script: &Script) -> String {
    let Err(Failure::Response { status: Some(200), issues }) = list(script) else {
        panic!("expected an issue")
    };
    issues[0].to_string()
}

#[test]
fn a_2xx_with_another_body_is_a_failure_of_the_response() {
    assert_eq!(issue_of(&answering(200, "<html>")), "malformed JSON: expected a value at byte 0");
    assert_eq!(issue_of(&answering(200, r#"{"credentials":7}"#)), "`credentials`: expected an array");
}

#[test]
fn a_web_page_in_place_of_json_is_named() {
    let page = Described { status: 200, content_type: Some("text/html"), ..Described::default() };
    let scripted = |body: &str| scripted(Answer { body: Ok(body.to_owned()), ..with_head(page) });

    assert_eq!(
        issue_of(&scripted("<html>")),
        "malformed JSON: expected a value at byte 0 (this is a web page; check `baseUrl`)"
    );
    assert_eq!(issue_of(&scripted(r#"{"credentials":7}"#)), "`credentials`: expected an array");
    assert_eq!(list(&scripted(PAGE)), Ok(()));
}

#[test]
fn any_other_status_is_a_failure_of_the_api_whatever_its_body_is() {
    for (status, body) in [(400, ""), (401, "{"), (404, "<html>"), (422, "[]"), (500, "null"), (302, "")] {
        assert_eq!(list(&answering(status, body)), Err(api(status)));
    }
}

#[test]
fn a_422_tells_what_is_wrong_without_the_secrets_and_the_key_that_were_sent() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura","client_secret":"s3cret"}}"#);
    let refusal =
        r#"{"detail":[{"loc":["body","s3cret"],"msg":"not s3cret, mg_fixed","type":"x","input":"s3cret"}]}"#;

    let Err(Failure::Api { issues, .. }) = call(&answering(422, refusal), Operation::Set, &body) else {
        panic!("expected a failure of the api")
    };

    assert_eq!(issues[0].msg, "not ***, ***");
    assert_eq!(format!("{:?}", issues[0].loc), r#"[Key("body"), Key("***")]"#);
    assert_eq!(issues.len(), 1);
}

#[test]
fn a_422_shows_no_key_that_a_function_gave_for_any_attempt() {
    let refusal = r#"{"detail":[{"loc":[],"msg":"mg_first, mg_second","type":"x"}]}"#;
    let first = Answer { key: Ok("mg_first"), ..answer(503, "") };
    let second = Answer { key: Ok("mg_second"), ..answer(422, refusal) };

    let Err(Failure::Api { issues, .. }) = list_by_function(1, &scripted_all([first, second])) else {
        panic!("expected a failure of the api")
    };

    assert_eq!(issues[0].msg, "***, ***");
}

#[test]
fn a_failure_of_the_api_names_the_wait_that_is_wanted() {
    let config = config();
    let settings = config.call(r#"{"maxRetries":0}"#).unwrap();
    let request = request(Operation::List, "{}").unwrap();
    let client = Rc::new(Client { config, bucket: Bucket::default() });
    let mut call = Call::new(client, settings, request, None);
    let refusal = Settled(Step::Read(Reading::Whole), asking_to_wait(429, "7"));

    let failure = call.next(refusal.0, &refusal).unwrap_err();

    assert_eq!(
        *failure,
        Failure::Api { status: 429, issues: Vec::new(), detail: None, retry_after_ms: Some(7000.0) }
    );
}

#[test]
fn a_redirect_is_no_response_and_its_body_is_not_read() {
    let head = Described { status: 307, location: Some("/a"), ..Described::default() };
    let script = scripted(with_head(head));

    let target_origin = Some(format!("origin of /a from {}", request(Operation::List, "{}").unwrap().url));
    assert_eq!(list(&script), Err(network(Reason::Redirected { target_origin })));
    assert_eq!(*script.steps.borrow(), [Step::Send]);
}

#[test]
fn a_body_that_breaks_off_matters_where_it_was_a_success() {
    for ending in [Ending::Threw, Ending::ProgrammingError] {
        assert_eq!(list(&scripted(cut(200, ending))), Err(network(Reason::BodyBrokeOff)));
        assert_eq!(list(&scripted(cut(502, ending))), Err(api(502)));
    }
}

#[test]
fn a_body_that_does_not_come_in_time_matters_where_it_was_a_success() {
    assert_eq!(list(&scripted(cut(200, Ending::TimedOut))), Err(Failure::Timeout));
    assert_eq!(list(&scripted(cut(500, Ending::TimedOut))), Err(api(500)));
}

#[test]
fn a_body_that_is_no_bytes_matters_where_it_was_a_success() {
    assert_eq!(list(&scripted(cut(200, Ending::Unusable))), Err(network(Reason::NoResponse)));
    assert_eq!(list(&scripted(cut(500, Ending::Unusable))), Err(api(500)));
}

#[test]
fn a_body_that_is_too_long_matters_where_it_was_a_success() {
    let with_length = |status| {
        scripted(with_head(Described { status, content_length: Some("99999999"), ..Described::default() }))
    };

    for script in [scripted(cut(200, Ending::TooLong)), with_length(200)] {
        assert_eq!(issue_of(&script), "expected a body of at most `maxResponseBytes`");
    }
    for script in [scripted(cut(500, Ending::TooLong)), with_length(500)] {
        assert_eq!(list(&script), Err(api(500)));
    }
}

#[test]
fn a_date_in_retry_after_is_reckoned_from_now_even_if_the_body_is_too_long_to_be_read() {
    let with_length = |content_length| {
        let retry_after = Some("Fri, 01 May 2026 10:02:00 GMT");
        scripted(with_head(Described { status: 503, retry_after, content_length, ..Described::default() }))
    };

    for script in [with_length(None), with_length(Some("99999999"))] {
        let Err(Failure::Api { retry_after_ms, .. }) = list(&script) else {
            panic!("expected a failure of the api")
        };
        assert_eq!(retry_after_ms, Some(120_000.0));
    }
}

#[test]
fn an_abort_wins_over_the_status_of_a_response() {
    for status in [200, 500] {
        assert_eq!(list(&scripted(cut(status, Ending::Aborted))), Err(Failure::Aborted));
        assert_eq!(list(&scripted(cut(status, Ending::PassedOn))), Err(Failure::PassedOn));
    }
}

#[test]
fn an_attempt_that_comes_to_no_response_says_why() {
    for (ending, failure) in [
        (Ending::Unusable, network(Reason::NoResponse)),
        (Ending::Threw, network(Reason::FetchFailed)),
        (Ending::ProgrammingError, network(Reason::ProgrammingError)),
        (Ending::TimedOut, Failure::Timeout),
        (Ending::Aborted, Failure::Aborted),
        (Ending::PassedOn, Failure::PassedOn),
    ] {
        assert_eq!(list(&scripted(nothing(ending))), Err(failure));
    }
}

#[test]
fn a_function_is_asked_for_the_key_before_each_attempt() {
    let script = scripted_all([answer(503, ""), answer(200, PAGE)]);

    assert_eq!(list_by_function(1, &script), Ok(()));

    let attempt = [Step::AskForKey, Step::Send, Step::Read(Reading::InPieces)];
    assert_eq!(*script.steps.borrow(), [&attempt[..], &[Step::Wait(500.0)], &attempt].concat());
}

#[test]
fn a_key_that_does_not_come_ends_the_call_and_nothing_is_sent() {
    let failed = "`managementKey`: expected the function to return a string, but it failed";
    let no_text = "`managementKey`: expected the function to return a string";

    for (ending, issue) in
        [(Ending::Threw, failed), (Ending::ProgrammingError, failed), (Ending::Unusable, no_text)]
    {
        let script = scripted(no_key(ending));
        assert_eq!(request_issues(list_by_function(2, &script).unwrap_err()), [issue]);
        assert!(script.sent.borrow().is_empty());
    }
    for (ending, failure) in [
        (Ending::TimedOut, Failure::Timeout),
        (Ending::Aborted, Failure::Aborted),
        (Ending::PassedOn, Failure::PassedOn),
    ] {
        assert_eq!(list_by_function(0, &scripted(no_key(ending))), Err(failure));
    }
}

#[test]
fn a_key_that_no_request_can_carry_ends_the_call_and_nothing_is_sent() {
    let script = scripted(Answer { key: Ok("mg_a\nb"), ..answer(200, PAGE) });

    let issues = request_issues(list_by_function(2, &script).unwrap_err());

    assert_eq!(issues, ["`managementKey`: expected printable ASCII characters without spaces"]);
    assert!(script.sent.borrow().is_empty());
}
