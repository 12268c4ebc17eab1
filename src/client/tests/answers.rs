//! What becomes of each answer.

use super::*;

#[test]
fn a_2xx_with_the_described_body_ends_the_call_well() {
    assert_eq!(list(&answering(200, "\u{feff}{\"credentials\":[],\"newer\":1}")), Ok(()));
}

#[test]
fn a_2xx_with_another_body_is_a_response_error() {
    let error = list(&answering(200, "<html>")).unwrap_err();

    let Error::Response { issues, attempts: 1 } = error else { panic!("{error:?}") };
    assert_eq!(issues[0].to_string(), "malformed JSON: expected a value at byte 0");
}

#[test]
fn any_other_status_is_an_api_error_whatever_its_body_is() {
    for (status, body) in [(400, ""), (401, "{"), (404, "<html>"), (422, "[]"), (500, "null"), (302, "")] {
        assert_eq!(list(&answering(status, body)), Err(api(status, 1)));
    }
}

#[test]
fn a_redirect_is_a_network_error() {
    assert_eq!(list(&told(nothing(Ending::Redirected))), Err(network(Ending::Redirected, 1)));
}

#[test]
fn a_body_that_breaks_off_matters_where_it_was_a_success() {
    assert_eq!(list(&told(cut(200, Ending::BodyBrokeOff))), Err(network(Ending::BodyBrokeOff, 1)));
    assert_eq!(list(&told(cut(502, Ending::BodyBrokeOff))), Err(api(502, 1)));
}

#[test]
fn a_body_that_is_too_long_matters_where_it_was_a_success() {
    let error = list(&told(cut(200, Ending::BodyTooLong))).unwrap_err();

    let Error::Response { issues, attempts: 1 } = error else { panic!("{error:?}") };
    assert_eq!(issues[0].to_string(), "expected a body that is not longer than `maxResponseBytes`");
    assert_eq!(list(&told(cut(500, Ending::BodyTooLong))), Err(api(500, 1)));
}

#[test]
fn what_the_transport_fails_with_is_passed_on() {
    assert_eq!(list(&told(nothing(Ending::NoResponse))), Err(network(Ending::NoResponse, 1)));
    assert_eq!(list(&told(nothing(Ending::Failed))), Err(network(Ending::Failed, 1)));
    assert_eq!(list(&told(nothing(Ending::TimedOut))), Err(Error::Timeout { attempts: 1 }));
    assert_eq!(list(&told(nothing(Ending::Aborted))), Err(Error::Aborted));
}

#[test]
fn a_key_that_cannot_be_sent_ends_the_call() {
    assert_eq!(list(&told(nothing(Ending::KeyRefused))), Err(Error::Key));
}
