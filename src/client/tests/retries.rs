//! Tests which requests are retried, when, and how often.

use super::*;

#[test]
fn what_may_pass_is_tried_again_after_growing_waits() {
    let transport =
        scripted_all([answer(503, ""), nothing(Ending::TimedOut), nothing(Ending::Threw), answer(200, PAGE)]);

    let page = call_with_retries(3, &transport, Operation::List, "{}");

    assert_eq!(page, Ok(()));
    assert_eq!(transport.sent.borrow().len(), 4);
    assert_eq!(transport.waits(), [500.0, 1000.0, 2000.0]);
}

#[test]
fn the_last_error_says_how_often_the_request_was_sent() {
    let transport = scripted_all([answer(503, ""), answer(502, ""), answer(500, "")]);

    let (attempts, error) = run(config(), 2, &transport, Operation::List, "{}");

    assert_eq!((attempts, error), (3, Err(api(500))));
}

#[test]
fn no_retries_means_one_attempt() {
    let transport = scripted_all([answer(503, ""), answer(200, PAGE)]);

    let (attempts, error) = run(config(), 0, &transport, Operation::List, "{}");

    assert_eq!((attempts, error), (1, Err(api(503))));
}

#[test]
fn a_write_whose_answer_was_lost_is_not_sent_again() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura"}}"#);
    for lost in
        [nothing(Ending::TimedOut), nothing(Ending::Threw), answer(500, ""), answer(502, ""), answer(504, "")]
    {
        let transport = scripted(lost);

        let error = call_with_retries(2, &transport, Operation::Set, &body);

        assert!(error.is_err());
        assert_eq!(transport.sent.borrow().len(), 1);
    }
}

#[test]
fn a_write_that_was_turned_away_is_sent_again() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura"}}"#);
    let transport = scripted_all([answer(429, ""), answer(503, ""), answer(422, "")]);

    let (attempts, error) = run(config(), 2, &transport, Operation::Set, &body);

    assert_eq!((attempts, error), (3, Err(api(422))));
}

#[test]
fn the_wait_that_the_api_asks_for_is_kept_and_a_long_one_is_left_to_the_caller() {
    let short = scripted_all([asking_to_wait(429, "7"), asking_to_wait(503, "60"), answer(200, PAGE)]);
    let long = scripted_all([asking_to_wait(429, "60.001")]);

    let listed = call_with_retries(2, &short, Operation::List, "{}");
    let error = call_with_retries(2, &long, Operation::List, "{}").unwrap_err();

    assert!(listed.is_ok());
    assert_eq!(short.waits(), [7000.0, 60_000.0]);
    assert!(matches!(error, Failure::Api { retry_after_ms: Some(60_001.0), .. }));
}

#[test]
fn a_key_that_fails_later_on_does_not_undo_what_has_been_sent() {
    let transport = scripted_all([answer(503, ""), no_key(Ending::Threw)]);
    let config = made(json!({ "key": true })).unwrap();

    let (attempts, error) = run(config, 1, &transport, Operation::List, "{}");

    assert_eq!((attempts, error), (1, Err(api(503))));
}

#[test]
fn an_error_of_the_programmer_is_not_tried_again() {
    let transport = scripted_all([nothing(Ending::ProgrammingError), answer(200, PAGE)]);

    let error = call_with_retries(2, &transport, Operation::List, "{}");

    assert_eq!(error, Err(network(Reason::ProgrammingError)));
}
