//! Tests properties of the client: the wait that `Retry-After` asks for, and the masking of secrets in errors.

#![cfg(not(target_os = "unknown"))]
#![allow(clippy::indexing_slicing, reason = "a failing test may panic")]

use std::time::{Duration, UNIX_EPOCH};

use junction_credentials::client::mask::Mask;
use junction_credentials::client::retry_after::wanted_ms;
use proptest::prelude::*;

fn time_of(date: &str) -> f64 {
    let since = |time: std::time::SystemTime| time.duration_since(UNIX_EPOCH).ok();
    httpdate::parse_http_date(date).ok().and_then(since).map_or(f64::NAN, |time| time.as_millis() as f64)
}

/// The forms in which a server may return a secret. Each of them decodes to the secret.
fn forms(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap_or_default();
    let escaped: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let percent = |encode: fn(u8) -> String| -> String {
        let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        secret
            .bytes()
            .map(|byte| if kept(byte) { char::from(byte).to_string() } else { encode(byte) })
            .collect()
    };
    let in_path = percent(|byte| format!("%{byte:02X}"));
    vec![
        secret.to_owned(),
        json.get(1..json.len() - 1).unwrap_or_default().to_owned(),
        escaped,
        in_path.replace("%20", "+"),
        in_path,
        percent(|byte| format!("%{byte:02x}")),
        base64(secret, "+/", ""),
        base64(secret, "+/", "="),
        base64(secret, "-_", ""),
    ]
}

fn base64(secret: &str, last_two: &str, padding: &str) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(last_two.chars()).collect();
    let bits: String = secret.bytes().map(|byte| format!("{byte:08b}")).collect();
    let characters = bits.as_bytes().chunks(6).map(|sextet| {
        let sextet = format!("{:0<6}", String::from_utf8_lossy(sextet));
        alphabet[usize::from_str_radix(&sextet, 2).unwrap_or_default()]
    });
    let mut text: String = characters.collect();
    while !padding.is_empty() && !text.len().is_multiple_of(4) {
        text.push_str(padding);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_date_asks_for_the_time_until_then(seconds in 0_u64..4_102_444_800, now in 0_u64..4_102_444_800) {
        let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));

        let wanted = wanted_ms(&date, now as f64 * 1000.0, time_of);

        prop_assert_eq!(wanted, Some(seconds.saturating_sub(now) as f64 * 1000.0));
    }

    #[test]
    fn a_number_asks_for_so_many_seconds(seconds in 0_u32..=u32::MAX, thousandths in 0_u32..1000) {
        prop_assert_eq!(wanted_ms(&seconds.to_string(), 0.0, time_of), Some(f64::from(seconds) * 1000.0));
        prop_assert_eq!(
            wanted_ms(&format!("{seconds}.{thousandths:03}"), 0.0, time_of),
            Some(f64::from(seconds) * 1000.0 + f64::from(thousandths))
        );
    }

    #[test]
    fn no_header_asks_for_a_wait_that_is_none(header in "\\PC{0,40}|[0-9.:, A-Za-z]{0,40}", now in any::<f64>()) {
        if let Some(ms) = wanted_ms(&header, now, time_of) {
            prop_assert!(ms >= 0.0 && ms.is_finite());
        }
    }

    #[test]
    fn no_secret_survives_in_any_form(
        secrets in prop::collection::vec("[ -~]{8,24}|\\PC{8,16}", 1..4),
        // A percent sign or a backslash directly before a form would become part of it.
        before in "[a-zA-Z0-9 ;,:'()]{0,12}",
        between in "[ ;,:'()]{1,6}",
        picks in prop::collection::vec((0_usize..4, 0_usize..9), 1..4),
    ) {
        let mut mask = Mask::default();
        secrets.iter().for_each(|secret| mask.add(secret));
        let mut text = before;
        for (secret, form) in picks {
            let forms = forms(&secrets[secret % secrets.len()]);
            text.push_str(&forms[form]);
            text.push_str(&between);
        }

        let masked = mask.masked(&text);

        for secret in &secrets {
            for form in forms(secret) {
                prop_assert!(!masked.contains(&form), "{masked}");
            }
        }
    }

    #[test]
    fn a_text_without_secrets_stays_as_it_is(text in "[a-z %+\\\\\"]{0,60}") {
        let mut mask = Mask::default();
        mask.add("S3CRET-S3CRET");

        prop_assert_eq!(mask.masked(&text), text);
    }
}
