//! The check of answers against serde_json and the serde models, and the checks of requests against themselves.

#![no_main]

#[path = "../../tests/oracle/mod.rs"]
mod oracle;

use junction_credentials::check::{UnknownProviders, check_request, check_upsert};
use junction_credentials::models::schema::Described;
use junction_credentials::models::{
    CustomCredentialsResponse, DeleteTeamCustomCredentialsResponse, HTTPValidationError,
    ListTeamCustomCredentialsQuery, PrepareTeamCustomCredentialsResponse,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let disagreements = [
        oracle::disagreement::<CustomCredentialsResponse>(bytes),
        oracle::disagreement::<DeleteTeamCustomCredentialsResponse>(bytes),
        oracle::disagreement::<PrepareTeamCustomCredentialsResponse>(bytes),
        oracle::disagreement::<HTTPValidationError>(bytes),
    ];
    for disagreement in disagreements.into_iter().flatten() {
        panic!("{disagreement}");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let set = check_upsert(text.as_bytes(), UnknownProviders::Allowed);
        let list = check_request(text.as_bytes(), const { &ListTeamCustomCredentialsQuery::KIND }, UnknownProviders::Refused);
        let is_json = oracle::is_json(text.trim_start_matches('\u{feff}').as_bytes());
        assert!(is_json || (set.is_err() && list.is_err()), "only JSON is sent: {text}");
    }
});
