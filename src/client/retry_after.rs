//! Parses the `Retry-After` header.

use crate::models::formats::decimal;

/// The wait that the header asks for, in milliseconds. `now_ms` is the current time in milliseconds since 1970, and
/// `time_of` parses a date to such a time.
///
/// The header contains a number of seconds or an HTTP date, such as `Sun, 06 Nov 1994 08:49:37 GMT`. `None` for
/// anything else.
pub fn wanted_ms(header: &str, now_ms: f64, time_of: impl FnOnce(&str) -> f64) -> Option<f64> {
    let ms =
        if is_date(header.as_bytes()) { time_of(header) - now_ms } else { seconds_in_ms(header.as_bytes())? };
    // A date can have the right form and be invalid, such as the 32nd of a month.
    if ms.is_finite() { Some(ms.max(0.0)) } else { None }
}

/// Parses a decimal number of seconds. Some servers send a fraction; timers support three digits of it.
fn seconds_in_ms(text: &[u8]) -> Option<f64> {
    let point = text.iter().position(|byte| *byte == b'.').unwrap_or(text.len());
    let (whole, after) = text.split_at(point);
    let mut ms = decimal(whole)?;
    let fraction = after.get(1..).unwrap_or(b"0");
    decimal(fraction)?;
    for index in 0..3 {
        let digit = fraction.get(index).map_or(0, |digit| digit & 0xF);
        ms = ms * 10.0 + f64::from(digit);
    }
    Some(ms)
}

/// The form of an HTTP date: `a` is any letter, `0` is any digit, and other characters are themselves.
const FORM: &[u8; 29] = b"aaa, 00 aaa 0000 00:00:00 GMT";

fn is_date(text: &[u8]) -> bool {
    let is_right = |(byte, form): (&u8, &u8)| match form {
        b'a' => byte.is_ascii_alphabetic(),
        b'0' => byte.is_ascii_digit(),
        separator => byte == separator,
    };
    text.len() == FORM.len() && text.iter().zip(FORM).all(is_right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::head::Head;
    use crate::client::head::tests::Described;

    const NOW: f64 = 784_111_777_000.0;

    fn wanted(header: &str) -> Option<f64> {
        wanted_ms_at(header, NOW)
    }

    fn wanted_ms_at(header: &str, now_ms: f64) -> Option<f64> {
        wanted_ms(header, now_ms, |date| Described::default().time_of(date))
    }

    #[test]
    fn seconds_are_milliseconds_times_a_thousand() {
        assert_eq!(wanted("0"), Some(0.0));
        assert_eq!(wanted("1.5"), Some(1500.0));
        assert_eq!(wanted("0.0019"), Some(1.0));
        assert_eq!(wanted("007"), Some(7000.0));
    }

    #[test]
    fn a_date_asks_for_the_time_until_then_and_for_none_in_the_past() {
        assert_eq!(wanted("Sun, 06 Nov 1994 08:49:37 GMT"), Some(0.0));
        assert_eq!(wanted("Sun, 06 Nov 1994 08:50:07 GMT"), Some(30_000.0));
        assert_eq!(wanted("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0.0));
        assert_eq!(wanted_ms_at("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_700_000.0), Some(100_000.0));
        assert_eq!(wanted_ms_at("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_799_000.0), Some(1000.0));
    }

    #[test]
    fn anything_else_asks_for_nothing() {
        for header in [
            "",
            " ",
            "soon",
            "-1",
            "+1",
            "1.",
            ".5",
            "1.123abc",
            "1e3",
            "0x10",
            "1 2",
            "Infinity",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 PST",
            "Sun, 06 XYZ 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "1994-11-06T08:49:37Z",
        ] {
            assert_eq!(wanted(header), None, "{header}");
        }
        assert_eq!(wanted(&"9".repeat(400)), None);
    }
}
