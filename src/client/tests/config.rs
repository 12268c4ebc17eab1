//! What a client and a call are made with.

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
            "expected no key but `orgId`, `baseUrl`, `keyHeader`, `allowUnknownProviders`, `timeoutMs`, `maxRetries`, `maxResponseBytes`, `dangerouslyAllowBrowser`, `managementKey`, `fetch` or `onDrift`",
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
