//! The calls against a transport that keeps what it is given and answers as it is told.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail"
)]

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::config::{CallConfig, Config, GivenKey, Host, UrlParts, check_key, scope};
use super::request::Request;
use super::retry::Bucket;
use super::{BodyFault, Client, Fault, Headers, RawResponse, Transport};
use crate::check::UnknownProviders;
use crate::error::{Error, Issue, NetworkReason};
use crate::models::{Env, KeyHeader, Location, Region, Scope};
use crate::secret::Secret;

const ORG: &str = "6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22";
const TEAM: &str = "0b5c1c9e-7a35-4a5e-8a64-6f2a0a3c1d11";
const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const PAGE: &str = r#"{"credentials":[]}"#;
const SCOPE: Scope = Scope { env: Env::Sandbox, region: Region::Us };

type Answer = Result<RawResponse<Vec<u8>>, Fault>;

/// A transport that gives the next of its answers to each request, and notes what happens.
struct Told {
    key: Option<&'static str>,
    answers: RefCell<Vec<Answer>>,
    sent: RefCell<Vec<Request>>,
    traceparents: RefCell<Vec<Option<String>>>,
    waits: RefCell<Vec<f64>>,
}

impl Transport for &Told {
    type Body = Vec<u8>;
    type Attempt = ();

    fn begin(&self, _timeout_ms: u32) {}

    async fn key(&self, _attempt: &()) -> Result<Option<Secret>, Fault> {
        Ok(self.key.map(|key| Secret::from(key.to_owned())))
    }

    async fn send(
        &self,
        _attempt: &(),
        request: &Request,
        headers: &Headers<'_>,
        _max_bytes: usize,
    ) -> Answer {
        self.sent.borrow_mut().push(request.clone());
        self.traceparents.borrow_mut().push(headers.traceparent.map(str::to_owned));
        self.answers.borrow_mut().pop().unwrap()
    }

    async fn wait(&self, ms: f64) -> Result<(), Fault> {
        self.waits.borrow_mut().push(ms);
        Ok(())
    }

    fn random(&self) -> f64 {
        1.0
    }

    fn now_ms(&self) -> f64 {
        784_111_777_000.0
    }
}

fn told_all(answers: impl IntoIterator<Item = Answer>) -> Told {
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.reverse();
    Told {
        key: Some("mg_live"),
        answers: RefCell::new(answers),
        sent: RefCell::default(),
        traceparents: RefCell::default(),
        waits: RefCell::default(),
    }
}

fn told(answer: Answer) -> Told {
    told_all([answer])
}

fn answer(status: u16, body: &str) -> Answer {
    Ok(RawResponse::Answer { status, retry_after: None, body: Ok(body.as_bytes().to_vec()) })
}

fn asking_to_wait(status: u16, retry_after: &str) -> Answer {
    Ok(RawResponse::Answer { status, retry_after: Some(retry_after.to_owned()), body: Ok(Vec::new()) })
}

fn answering(status: u16, body: &str) -> Told {
    told(answer(status, body))
}

fn config() -> Config {
    let settings = format!(r#"{{"orgId":"{ORG}"}}"#);
    Config::new(&settings, &GivenKey::Function, true, Host::Elsewhere, |_| None).unwrap()
}

/// Drives a future that never waits.
fn finished<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

/// Sets with no retries, unless `max_retries` says otherwise.
fn set(transport: &Told, body: &str) -> Result<Vec<u8>, Error> {
    with_retries(0, transport, async |client| client.set(SCOPE, body.to_owned()).await)
}

fn list(transport: &Told, query: &str) -> Result<Vec<u8>, Error> {
    with_retries(0, transport, async |client| client.list(SCOPE, query).await)
}

fn with_retries(
    max_retries: u32,
    transport: &Told,
    call: impl AsyncFnOnce(Client<'_, &Told>) -> Result<super::Answer<Vec<u8>>, Error>,
) -> Result<Vec<u8>, Error> {
    let config = config();
    let bucket = Bucket::default();
    let settings =
        CallConfig { max_retries, traceparent: Some(TRACEPARENT.to_owned()), ..config.call.clone() };
    let client = Client { config: &config, call: settings, bucket: &bucket, transport };
    finished(call(client)).map(|answer| answer.body)
}

fn api(status: u16, attempts: u32) -> Error {
    Error::Api {
        status,
        refusals: Vec::new(),
        retry_after_ms: None,
        attempts,
        trace_id: Some("4bf92f3577b34da6a3ce929d0e0e4736".to_owned()),
    }
}

fn told_issues(error: Error) -> Vec<String> {
    match error {
        Error::Request { issues } => issues.iter().map(Issue::to_string).collect(),
        other => panic!("expected a request error, got {other:?}"),
    }
}

#[test]
fn each_operation_has_its_method_and_path() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura"}}"#);
    let delete = format!(r#"{{"credential_id":["{TEAM}"]}}"#);
    let root = "https://api.management.junction.com/v1/org/6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";

    let requests = [
        Request::list(&config(), SCOPE, "{}").unwrap(),
        Request::set(&config(), SCOPE, body.clone()).unwrap(),
        Request::prepare(&config(), Scope { env: Env::Production, region: Region::Eu }, body).unwrap(),
        Request::delete(&config(), SCOPE, &delete).unwrap(),
    ];

    let lines: Vec<_> =
        requests.iter().map(|request| format!("{} {}", request.method, request.url)).collect();
    assert_eq!(
        lines,
        [
            format!("GET {root}/team_custom_credentials/sandbox/us"),
            format!("POST {root}/team_custom_credentials/sandbox/us"),
            format!("POST {root}/prepare_team_custom_credentials/production/eu"),
            format!("DELETE {root}/team_custom_credentials/sandbox/us"),
        ]
    );
}

#[test]
fn an_array_is_a_parameter_that_stands_several_times_and_null_is_none() {
    let query = format!(r#"{{"team_id":["{ORG}","{TEAM}"],"provider":null,"next_cursor":"a+b\u00e9"}}"#);

    let request = Request::list(&config(), SCOPE, &query).unwrap();

    let pairs: Vec<_> = request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(pairs, [("team_id", ORG), ("team_id", TEAM), ("next_cursor", "a+bé")]);
}

#[test]
fn the_very_text_that_was_checked_is_sent() {
    let transport = answering(500, "");
    let body = format!(r#"{{ "provider" : "oura", "team_id":"{TEAM}", "newer":[1.0] }}"#);

    let _error = set(&transport, &body).unwrap_err();

    assert_eq!(transport.sent.borrow()[0].body.as_deref(), Some(body.as_str()));
}

#[test]
fn a_wrong_body_is_told_in_full_and_not_sent() {
    let transport = answering(200, "{}");
    let body = r#"{"provider":"fitbit","client_id":7,"details":{"fitbit":{"is_hr_enabled":1,"sleep_verify_token":null}}}"#;

    let error = set(&transport, body).unwrap_err();

    assert_eq!(
        told_issues(error),
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
        Request::set(&config(), SCOPE, body).err().map(told_issues).unwrap_or_default()
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
        ["`details`: expected an object: this provider needs its details"]
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
            "`client_id`: expected a string: this provider needs its client id",
            "`client_secret`: expected no value: this provider takes a client id alone",
            "`redirect_url_override`: expected no value: this provider takes a client id alone",
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
        [
            "`provider`: expected a known SetProvider; for one that is newer than this version make the client with `allowUnknownProviders`"
        ]
    );
}

#[test]
fn an_unknown_provider_passes_where_the_client_allows_it() {
    let config = Config { unknown_providers: UnknownProviders::Allowed, ..config() };
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"newer"}}"#);

    assert!(Request::set(&config, SCOPE, body.clone()).is_ok());
    assert!(Request::prepare(&config, SCOPE, body).is_ok());
    assert!(Request::list(&config, SCOPE, r#"{"provider":"newer"}"#).is_ok());
}

#[test]
fn a_wrong_query_is_told_in_full() {
    let list =
        Request::list(&config(), SCOPE, r#"{"team_id":"x","provider":"getlabs","teamId":1}"#).unwrap_err();
    let empty = Request::delete(&config(), SCOPE, r#"{"credential_id":[]}"#).unwrap_err();
    let nobody = Request::list(&config(), SCOPE, r#"{"team_id":[]}"#).unwrap_err();
    let wrong = Request::delete(&config(), SCOPE, r#"{"credential_id":["x",null]}"#).unwrap_err();

    assert_eq!(
        told_issues(list),
        [
            "`team_id`: expected an array or null",
            "`provider`: expected a known ListProvider; for one that is newer than this version make the client with `allowUnknownProviders`",
            "expected no key but `team_id`, `provider` or `next_cursor`",
        ]
    );
    assert_eq!(told_issues(empty), ["`credential_id`: expected at least one item"]);
    assert_eq!(told_issues(nobody), ["`team_id`: expected at least one item"]);
    assert_eq!(
        told_issues(wrong),
        ["`credential_id[0]`: expected a uuid", "`credential_id[1]`: expected a uuid"]
    );
}

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
    let loc = ["body", "details", "***"].map(|key| Location::Key(key.to_owned()));
    assert_eq!(refusals[0].loc, [&loc[..], &[Location::Index(0.0)]].concat());
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
fn what_may_pass_is_tried_again_after_growing_waits() {
    let transport = told_all([
        answer(503, ""),
        Err(Fault::Timeout),
        Err(Fault::Network(NetworkReason::Failed(None))),
        answer(200, PAGE),
    ]);

    let page = with_retries(3, &transport, async |client| client.list(SCOPE, "{}").await);

    assert_eq!(page, Ok(PAGE.as_bytes().to_vec()));
    assert_eq!(transport.sent.borrow().len(), 4);
    assert_eq!(*transport.waits.borrow(), [500.0, 1000.0, 2000.0]);
}

#[test]
fn the_last_error_says_how_often_the_request_was_sent() {
    let transport = told_all([answer(503, ""), answer(502, ""), answer(500, "")]);

    let error = with_retries(2, &transport, async |client| client.list(SCOPE, "{}").await);

    assert_eq!(error, Err(api(500, 3)));
}

#[test]
fn no_retries_means_one_attempt() {
    let transport = told_all([answer(503, ""), answer(200, PAGE)]);

    let error = with_retries(0, &transport, async |client| client.list(SCOPE, "{}").await);

    assert_eq!(error, Err(api(503, 1)));
}

#[test]
fn a_write_whose_answer_was_lost_is_not_sent_again() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura"}}"#);
    for lost in [
        Err(Fault::Timeout),
        Err(Fault::Network(NetworkReason::Failed(None))),
        answer(500, ""),
        answer(502, ""),
        answer(504, ""),
    ] {
        let transport = told(lost);

        let error = with_retries(2, &transport, async |client| client.set(SCOPE, body.clone()).await);

        assert!(error.is_err());
        assert_eq!(transport.sent.borrow().len(), 1);
    }
}

#[test]
fn a_write_that_was_turned_away_is_sent_again() {
    let body = format!(r#"{{"team_id":"{TEAM}","provider":"oura"}}"#);
    let transport = told_all([answer(429, ""), answer(503, ""), answer(422, "")]);

    let error = with_retries(2, &transport, async |client| client.set(SCOPE, body).await);

    assert_eq!(error, Err(api(422, 3)));
}

#[test]
fn the_wait_that_the_api_asks_for_is_kept_and_a_long_one_is_left_to_the_caller() {
    let short = told_all([
        asking_to_wait(429, "7"),
        asking_to_wait(503, "Sun, 06 Nov 1994 08:49:40 GMT"),
        answer(200, PAGE),
    ]);
    let long = told_all([asking_to_wait(429, "61")]);

    let listed = with_retries(2, &short, async |client| client.list(SCOPE, "{}").await);
    let error = with_retries(2, &long, async |client| client.list(SCOPE, "{}").await).unwrap_err();

    assert!(listed.is_ok());
    assert_eq!(*short.waits.borrow(), [7000.0, 3000.0]);
    assert!(matches!(error, Error::Api { retry_after_ms: Some(61_000.0), attempts: 1, .. }));
}

#[test]
fn every_attempt_passes_the_trace_on() {
    let transport = told_all([answer(503, ""), answer(200, PAGE)]);

    let listed = with_retries(1, &transport, async |client| client.list(SCOPE, "{}").await);

    assert!(listed.is_ok());
    assert_eq!(*transport.traceparents.borrow(), vec![Some(TRACEPARENT.to_owned()); 2]);
}

#[test]
fn the_options_of_a_call_win_over_those_of_the_client() {
    let config = config();

    let call = config.call(r#"{"timeoutMs":5,"maxRetries":0}"#).unwrap();
    let wrong =
        config.call(r#"{"timeoutMs":0,"maxRetries":1.5,"traceparent":"00-x","timeout":1}"#).unwrap_err();

    assert_eq!(call, CallConfig { timeout_ms: 5, max_retries: 0, traceparent: None });
    assert_eq!(
        config.call("{}").unwrap(),
        CallConfig { timeout_ms: 30_000, max_retries: 2, traceparent: None }
    );
    assert_eq!(
        told_issues(wrong),
        [
            "`timeoutMs`: expected a whole number from 1 to 2147483647",
            "`maxRetries`: expected a whole number from 0 to 100",
            "`traceparent`: expected a traceparent as in W3C Trace Context",
            "expected no key but `timeoutMs`, `maxRetries`, `traceparent` or `signal`",
        ]
    );
}

#[test]
fn a_key_in_a_browser_window_is_refused_unless_it_is_wanted() {
    let settings = |rest: &str| format!(r#"{{"orgId":"{ORG}"{rest}}}"#);
    let made = |rest: &str, key: &GivenKey<'_>| {
        Config::new(&settings(rest), key, true, Host::BrowserWindow, |url| {
            Some(UrlParts { protocol: "https:".to_owned(), origin: url.to_owned(), ..UrlParts::default() })
        })
    };
    let key = Secret::from("mg_live".to_owned());

    for key in [GivenKey::Text(&key), GivenKey::Function] {
        let issues = told_issues(made("", &key).unwrap_err());
        assert!(issues[0].starts_with("`managementKey`: expected no key in a browser window"), "{issues:?}");
        assert!(made(r#","dangerouslyAllowBrowser":true"#, &key).is_ok());
    }
    assert!(made(r#","baseUrl":"https://proxy.example""#, &GivenKey::Nothing).is_ok());
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

#[test]
fn a_key_that_no_request_can_carry_is_refused_before_one_is_sent() {
    for key in ["sk_us_1", "pk_eu_1", "", "mg_a b", "mg_a\nb", "mg_ä"] {
        let transport = Told { key: Some(key), ..answering(200, r#"{"credentials":[]}"#) };

        let issues = told_issues(list(&transport, "{}").unwrap_err());

        assert!(issues[0].starts_with("`managementKey`: expected"), "{issues:?}");
        assert!(transport.sent.borrow().is_empty());
        assert!(key.is_empty() || !issues[0].contains(key));
    }
    assert_eq!(check_key(None), Ok(()));
}

#[test]
fn everything_that_is_wrong_with_the_options_is_told_at_once() {
    let settings = r#"{"orgId":"x","keyHeader":"Authorization","orgID":1}"#;
    let key = Secret::from("sk_us_1".to_owned());

    let wrong = Config::new(settings, &GivenKey::Text(&key), false, Host::Elsewhere, |_| None).unwrap_err();
    let missing = Config::new("{}", &GivenKey::Nothing, true, Host::Elsewhere, |_| None).unwrap_err();

    assert_eq!(
        told_issues(wrong),
        [
            "`orgId`: expected a uuid",
            "`keyHeader`: expected `X-Management-Key` or `X-Vital-Org-Key`",
            "expected no key but `orgId`, `baseUrl`, `keyHeader`, `allowUnknownProviders`, `timeoutMs`, `maxRetries`, `maxResponseBytes`, `dangerouslyAllowBrowser`, `managementKey` or `fetch`",
            "`managementKey`: expected a management key, which begins with `mg_`, not a team API key",
            "`fetch`: expected a function: this runtime has no `fetch` of its own",
        ]
    );
    assert_eq!(
        told_issues(missing),
        [
            "`orgId`: expected a uuid, as an option or in JUNCTION_ORG_ID",
            "`managementKey`: expected a management key, as an option or in JUNCTION_MANAGEMENT_KEY: only a proxy of your own, given as `baseUrl`, can do without",
        ]
    );
}

#[test]
fn options_that_are_given_are_taken() {
    let settings =
        format!(r#"{{"orgId":"{ORG}","keyHeader":"X-Vital-Org-Key","allowUnknownProviders":true}}"#);

    let config = Config::new(&settings, &GivenKey::Function, true, Host::Elsewhere, |_| None).unwrap();

    assert_eq!(config.key_header, KeyHeader::VitalOrg);
    assert_eq!(config.unknown_providers, UnknownProviders::Allowed);
    assert_eq!(config.base_url, "https://api.management.junction.com");
}

#[test]
fn an_environment_and_a_region_that_there_are_not_are_both_told() {
    let issues = told_issues(scope(Some("staging"), None).unwrap_err());

    assert_eq!(issues, ["`env`: expected `production` or `sandbox`", "`region`: expected `us` or `eu`"]);
    assert_eq!(scope(Some("production"), Some("eu")), Ok(Scope { env: Env::Production, region: Region::Eu }));
}

fn base_url(parts: UrlParts) -> Result<String, Error> {
    let settings = format!(r#"{{"orgId":"{ORG}","baseUrl":"told in parts"}}"#);
    Config::new(&settings, &GivenKey::Nothing, true, Host::Elsewhere, |_| Some(parts.clone()))
        .map(|config| config.base_url)
}

fn http(hostname: &str) -> UrlParts {
    UrlParts {
        protocol: "http:".to_owned(),
        hostname: hostname.to_owned(),
        origin: format!("http://{hostname}"),
        pathname: "/".to_owned(),
        ..UrlParts::default()
    }
}

#[test]
fn a_base_url_keeps_its_path_and_loses_the_slash_at_its_end() {
    let parts = UrlParts {
        protocol: "https:".to_owned(),
        hostname: "api.tryvital.io".to_owned(),
        origin: "https://api.tryvital.io".to_owned(),
        pathname: "/management/".to_owned(),
        ..UrlParts::default()
    };

    assert_eq!(base_url(parts.clone()).as_deref(), Ok("https://api.tryvital.io/management"));
    assert!(base_url(UrlParts { extras: "?a=b".to_owned(), ..parts }).is_err());
}

#[test]
fn http_leads_to_this_machine_and_nowhere_else() {
    for hostname in ["localhost", "api.localhost", "127.0.0.1", "127.8.8.8", "[::1]"] {
        assert_eq!(base_url(http(hostname)), Ok(format!("http://{hostname}")));
    }
    for hostname in ["example.com", "notlocalhost", "localhost.example.com", "128.0.0.1", "0.0.0.0", "[::2]"]
    {
        assert!(base_url(http(hostname)).is_err(), "{hostname}");
    }
}
