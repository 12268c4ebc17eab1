//! Tests the configuration of clients and calls.

use super::*;

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
        request_issues(wrong),
        [
            "`timeoutMs`: expected a whole number from 1 to 2147483647",
            "`maxRetries`: expected a whole number from 0 to 100",
            "`traceparent`: expected a traceparent as in W3C Trace Context",
            "expected no key but `timeoutMs`, `maxRetries`, `traceparent` or `signal`; did you mean `timeoutMs`?",
        ]
    );
}

#[test]
fn a_key_in_a_browser_window_is_refused_unless_it_is_wanted() {
    let in_window = |settings: Value, key: Value| {
        let url = json!({ "protocol": "https:", "address": "https://proxy.example", "extras": "" });
        made(json!({ "settings": settings, "key": key, "url": url, "isWindow": true }))
    };

    for key in [json!("mg_live"), json!(true)] {
        let issues = request_issues(in_window(json!({ "orgId": ORG }), key.clone()).unwrap_err());
        assert!(issues[0].starts_with("`managementKey`: expected no key in a browser,"), "{issues:?}");
        let wanted = json!({ "orgId": ORG, "dangerouslyAllowBrowser": true });
        assert!(in_window(wanted, key).is_ok());
    }
    let without_key = json!({
        "settings": { "orgId": ORG, "baseUrl": "https://proxy.example" },
        "url": { "protocol": "https:", "address": "https://proxy.example", "extras": "" },
        "hasFetch": true,
        "isWindow": true,
    });
    assert!(Config::new(&without_key.to_string()).is_ok());
}

#[test]
fn a_key_that_no_request_can_carry_is_refused() {
    for key in ["sk_us_1", "pk_eu_1", "", "mg_a b", "mg_a\nb", "mg_ä"] {
        let issues = request_issues(made(json!({ "key": key })).unwrap_err());

        assert!(issues[0].starts_with("`managementKey`: expected"), "{issues:?}");
        assert!(key.is_empty() || !issues[0].contains(key));
        assert!(complaint_about(key).is_some());
    }
    assert_eq!(complaint_about("mg_live"), None);
}

#[test]
fn everything_that_is_wrong_with_the_options_is_reported_at_once() {
    let settings = json!({ "orgId": "x", "keyHeader": "Authorization", "orgID": 1 });

    let wrong = made(json!({ "settings": settings, "key": "sk_us_1", "hasFetch": false })).unwrap_err();
    let issues = Config::new(r#"{"settings":{},"hasFetch":true}"#).unwrap_err();
    let missing = Box::new(Failure::Request { issues });
    let no_key = made(json!({ "key": false })).unwrap_err();

    assert_eq!(
        request_issues(wrong),
        [
            "`orgId`: expected a uuid",
            "`keyHeader`: expected `X-Management-Key` or `X-Vital-Org-Key`",
            "expected no key but `orgId`, `baseUrl`, `keyHeader`, `allowUnknownProviders`, `timeoutMs`, `maxRetries`, `maxResponseBytes`, `dangerouslyAllowBrowser`, `managementKey`, `fetch`, `onDrift` or `onAttempt`; did you mean `orgId`?",
            "`managementKey`: expected a management key, which begins with `mg_`, not a team API key",
            "`fetch`: expected a function",
        ]
    );
    assert_eq!(
        request_issues(missing),
        [
            "`orgId`: expected a uuid, as an option or in JUNCTION_ORG_ID",
            "`managementKey`: expected a management key, as an option or in JUNCTION_MANAGEMENT_KEY, or your own proxy as `baseUrl`",
        ]
    );
    assert_eq!(request_issues(no_key), ["`managementKey`: expected a string or a function that returns one"]);
}

#[test]
fn options_that_are_given_are_taken() {
    let settings = json!({ "orgId": ORG, "keyHeader": "X-Vital-Org-Key", "allowUnknownProviders": true });

    let config = made(json!({ "settings": settings })).unwrap();

    assert_eq!(config.key_header, "X-Vital-Org-Key");
    assert_eq!(config.unknown_providers, UnknownProviders::Allowed);
    assert_eq!(config.base_url, "https://api.management.junction.com");
}

fn base_url(url: Value) -> Result<String, Box<Failure>> {
    let settings = json!({ "orgId": ORG, "baseUrl": "parsed separately" });
    made(json!({ "settings": settings, "url": url })).map(|config| config.base_url)
}

fn http(hostname: &str) -> Value {
    json!({ "protocol": "http:", "hostname": hostname, "address": format!("http://{hostname}/"), "extras": "" })
}

#[test]
fn a_base_url_keeps_its_path_and_loses_the_slash_at_its_end() {
    let url = json!({
        "protocol": "https:",
        "hostname": "api.tryvital.io",
        "address": "https://api.tryvital.io/management/",
        "extras": "",
    });
    let mut with_query = url.clone();
    with_query["extras"] = json!("?a=b");

    assert_eq!(base_url(url).unwrap(), "https://api.tryvital.io/management");
    assert_eq!(request_issues(base_url(with_query).unwrap_err()).len(), 1);
}

#[test]
fn a_base_url_that_is_none_is_refused() {
    assert_eq!(request_issues(base_url(Value::Null).unwrap_err()).len(), 1);
}

#[test]
fn http_leads_to_this_machine_and_nowhere_else() {
    for hostname in ["localhost", "api.localhost", "127.0.0.1", "127.8.8.8", "[::1]"] {
        assert_eq!(base_url(http(hostname)), Ok(format!("http://{hostname}")));
    }
    for hostname in [
        "example.com",
        "notlocalhost",
        "localhost.example.com",
        "127.example.com",
        "127.0.0.1..",
        "127..",
        "128.0.0.1",
        "0.0.0.0",
        "[::2]",
    ] {
        assert!(base_url(http(hostname)).is_err(), "{hostname}");
    }
}

#[test]
fn a_key_that_is_no_text_is_a_function() {
    assert_eq!(config().key, Key::OfCall);
    assert_eq!(made(json!({ "key": true })).unwrap().key, Key::Function);
}
