//! Tests base URLs, keys and traces: no unsafe input is accepted.

#![cfg(not(target_os = "unknown"))]

#[path = "oracle/addresses.rs"]
mod oracle;

use proptest::prelude::*;

/// Texts that are similar to valid input.
fn nearly() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("https://"),
        Just("http://"),
        Just("HTTP:\\\\"),
        Just("localhost"),
        Just(".localhost"),
        Just("127.0.0.1"),
        Just("0x7f.1"),
        Just("[::1]"),
        Just("[::ffff:127.0.0.1]"),
        Just("example.com"),
        Just("user:password@"),
        Just("@"),
        Just(":8443"),
        Just("/management/"),
        Just("?a=b"),
        Just("?"),
        Just("#c"),
        Just("//"),
        Just(".."),
        Just("\t"),
        Just("\n"),
        Just("mg_"),
        Just("sk_"),
        Just("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        Just("-1"),
        Just("1e9"),
    ];
    let parts = prop_oneof![4 => part.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_unsafe_is_taken_for_an_address_a_key_or_a_trace(text in prop_oneof![nearly(), any::<String>()]) {
        prop_assert_eq!(oracle::fault(&text), None);
    }
}
