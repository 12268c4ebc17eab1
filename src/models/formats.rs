//! The formats of strings and numbers in the API.

use crate::lanes::{decimals, hexadecimals};

/// If a text starts with a hyphenated UUID in upper or lower case, returns the length of the UUID.
#[inline]
pub fn uuid(text: &[u8]) -> Option<usize> {
    let text: &[u8; 36] = text.first_chunk()?;
    let ([a, b], _) = text.as_chunks::<16>() else { return None };
    let is_hyphen = |index| text.get::<usize>(index) == Some(&b'-');
    let is_uuid = hexadecimals(a) == 0b1101_1110_1111_1111
        && hexadecimals(b) == 0b1111_1111_0111_1011
        && hexadecimals(text.last_chunk()?) == 0b1111_1111_1111_0111
        && is_hyphen(8)
        && is_hyphen(13)
        && is_hyphen(18)
        && is_hyphen(23);
    is_uuid.then_some(text.len())
}

/// Whether the whole text is a date and time in the format of [`date_time`].
pub fn is_date_time(text: &[u8]) -> bool {
    date_time(text) == Some(text.len())
}

/// If a text starts with a date and time, returns its length. The format is that of RFC 3339, but the zone is optional:
/// Python omits it for a `datetime` without a time zone.
#[inline]
pub fn date_time(text: &[u8]) -> Option<usize> {
    // The part that always has this form, such as `2026-05-01T10:00:00`.
    let (moment, rest) = text.split_first_chunk::<19>()?;
    let &[a, b, c, d, dash, e, f, dash_2, g, h, t, i, j, colon, k, l, colon_2, m, n] = moment;
    // Compares all separators at once, because branches would be slower.
    let differing = dash ^ b'-' | dash_2 ^ b'-' | (t | 0x20) ^ b't' | colon ^ b':' | colon_2 ^ b':';
    if differing != 0
        || decimals(moment.first_chunk()?) != 0b1101_1011_0110_1111
        || decimals(moment.last_chunk()?) != 0b1101_1011_0110_1101
    {
        return None;
    }
    let (month, day) = (pair(e, f), pair(g, h));
    let (hour, minute, second) = (pair(i, j), pair(k, l), pair(m, n));
    let rest = after_fraction(rest)?;
    let (offset, rest) = after_zone(rest)?;

    let is_date =
        (1..=12).contains(&month) && 1 <= day && (day <= 28 || day <= days_in(pair(a, b), pair(c, d), month));
    let is_time = hour < 24 && minute < 60 && second <= 60;
    // A leap second can only be the last second of a day in UTC.
    let is_leap_second_in_place = second < 60 || matches!(hour * 60 + minute - offset, 1439 | -1);
    (is_date && is_time && is_leap_second_in_place).then_some(text.len() - rest.len())
}

/// The value of two ASCII digits.
fn pair(tens: u8, ones: u8) -> i32 {
    i32::from(tens & 0xF) * 10 + i32::from(ones & 0xF)
}

fn after_fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(fraction) = text.strip_prefix(b".") else { return Some(text) };
    let mut rest = fraction;
    // Fast path: a fraction is usually shorter than this chunk, and more text follows it.
    if let Some(begin) = fraction.first_chunk() {
        rest = fraction.get(decimals(begin).trailing_ones() as usize..)?;
    }
    while let [b'0'..=b'9', more @ ..] = rest {
        rest = more;
    }
    if rest.len() == fraction.len() { None } else { Some(rest) }
}

/// The offset of a zone from UTC in minutes, and the text after the zone.
fn after_zone(text: &[u8]) -> Option<(i32, &[u8])> {
    match text {
        [b'Z' | b'z', rest @ ..] => Some((0, rest)),
        &[sign @ (b'+' | b'-'), a, b, b':', c, d, ref rest @ ..] => {
            let is_digit = |byte: u8| byte.is_ascii_digit();
            let (hours, minutes) = (pair(a, b), pair(c, d));
            let is_zone =
                is_digit(a) & is_digit(b) & is_digit(c) & is_digit(d) & (hours < 24) & (minutes < 60);
            let offset = hours * 60 + minutes;
            is_zone.then_some((if sign == b'-' { -offset } else { offset }, rest))
        }
        _ => Some((0, text)),
    }
}

fn days_in(century: i32, year: i32, month: i32) -> i32 {
    let is_leap_year = if year == 0 { century } else { year } % 4 == 0;
    match month {
        2 => 28 + i32::from(is_leap_year),
        // Long and short months alternate. The pattern starts again in August.
        _ => 30 + (month + month / 8) % 2,
    }
}

/// The trace id of a `traceparent` header (W3C Trace Context). The header has a version, a trace id, a parent id and
/// flags, in lower-case hexadecimal. A future version may append more, but no white space: the header is one line.
pub fn trace_id(traceparent: &str) -> Option<&str> {
    let (known, more) = traceparent.as_bytes().split_first_chunk::<55>()?;
    let is_in_form = known.iter().enumerate().all(|(index, byte)| match index {
        2 | 35 | 52 => *byte == b'-',
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    });
    let may_be_longer =
        !known.starts_with(b"00") && more.starts_with(b"-") && more.iter().all(u8::is_ascii_graphic);
    let is_id = |id: &[u8]| id.iter().any(|byte| *byte != b'0');
    let is_valid = is_in_form
        && !known.starts_with(b"ff")
        && (more.is_empty() || may_be_longer)
        && is_id(known.get(3..35)?)
        && is_id(known.get(36..52)?);
    if is_valid { traceparent.get(3..35) } else { None }
}

/// Parses a text of decimal digits. `None` if the text is empty or contains anything else.
#[inline(never)]
pub fn decimal(digits: &[u8]) -> Option<f64> {
    let mut number = 0.0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10.0 + f64::from(byte & 0xF);
    }
    if digits.is_empty() { None } else { Some(number) }
}

/// Parses a JSON number that is an integer, in any notation: `1`, `1.0` and `1e2` are integers. A number with a
/// fraction is not an integer, even if it has so many digits that a float rounds the fraction away. The exception is a
/// number so large that floats of its size have no fraction.
pub fn whole_number(number: &[u8]) -> Option<f64> {
    let (sign, digits) = match number {
        [b'-', digits @ ..] => (-1.0, digits),
        digits => (1.0, digits),
    };
    let mut value = 0.0;
    // The number of zeros after all other digits so far, and of zeros before all other digits.
    let (mut zeros, mut leading) = (0, 0);
    let (mut whole, mut fraction) = (0, 0);
    let mut place = &mut whole;
    let mut digits = digits.iter();
    let mut exponent = 0;
    while let Some(byte) = digits.next() {
        match byte {
            b'.' => place = &mut fraction,
            b'e' | b'E' => exponent = self::exponent(std::mem::take(&mut digits).as_slice()),
            digit => {
                *place += 1;
                zeros += 1;
                if *digit != b'0' {
                    if value == 0.0 {
                        leading = zeros - 1;
                    }
                    value = times_power_of_ten(value, zeros) + f64::from(digit - b'0');
                    zeros = 0;
                }
            }
        }
    }
    let missing = exponent - fraction + zeros;
    let has_no_fraction = missing >= 0 || value == 0.0 || whole - leading + exponent > DIGITS_OF_A_FLOAT;
    has_no_fraction.then(|| sign * times_power_of_ten(value, missing))
}

/// A float with more digits than this before the point has no fraction.
const DIGITS_OF_A_FLOAT: i32 = 16;

/// Parses an exponent. It is limited to 100,000, because larger exponents have the same effect.
fn exponent(text: &[u8]) -> i32 {
    let (sign, digits) = match text {
        [b'-', digits @ ..] => (-1, digits),
        [b'+', digits @ ..] | digits => (1, digits),
    };
    sign * digits.iter().fold(0, |value, digit| (value * 10 + i32::from(digit - b'0')).min(100_000))
}

#[inline(never)]
fn times_power_of_ten(value: f64, exponent: i32) -> f64 {
    let times = exponent.unsigned_abs().min(400);
    (0..times).fold(value, |value, _| if exponent < 0 { value / 10.0 } else { value * 10.0 })
}

/// The pattern of a text to search teams by, in the API's description.
#[cfg(not(target_os = "unknown"))]
pub const SEARCH_QUERY: &str = "^[A-Za-zÀ-ÖØ-öø-ÿ0-9(),/:'|&_\\- ’]{0,80}$";

/// Whether a text matches the pattern of a text to search teams by.
pub fn is_search_query(text: &str) -> bool {
    let is_allowed = |character: char| match character {
        'a'..='z' | 'A'..='Z' | '/'..=':' | '\''..=')' | '_' | '-' | ',' | ' ' | '|' | '&' | '’' => true,
        _ => ('À'..='ÿ').contains(&character) && !matches!(character, '×' | '÷'),
    };
    text.chars().enumerate().all(|(index, character)| index < 80 && is_allowed(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_uuid(text: &[u8]) -> bool {
        uuid(text) == Some(text.len())
    }

    #[test]
    fn a_uuid_is_hyphenated_and_of_either_case() {
        assert!(is_uuid(b"6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22"));
        assert!(is_uuid(b"6F1C2A4E-0D3B-4C55-9A51-3F0E7C9D1B22"));

        for text in [
            "",
            "6f1c2a4e0d3b4c559a513f0e7c9d1b22",
            "{6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22}",
            "urn:uuid:6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22",
            "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b2",
            "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b222",
            "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b2g",
            "6f1c2a4e_0d3b_4c55_9a51_3f0e7c9d1b22",
        ] {
            assert!(!is_uuid(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_date_and_time_is_one_of_rfc_3339_or_has_no_zone() {
        for text in [
            "2026-05-01T10:00:00Z",
            "2026-05-01t10:00:00z",
            "2026-05-01T10:00:00.123456+00:00",
            "2026-05-01T10:00:00.123456",
            "2026-05-01T10:00:00",
            "2026-05-01T10:00:00-23:59",
            "2024-02-29T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2017-01-01T00:59:60+01:00",
        ] {
            assert!(is_date_time(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_broken_date_or_time_is_refused() {
        for text in [
            "",
            "2026-05-01",
            "10:00:00Z",
            "2026-05-01 10:00:00Z",
            "2026-5-01T10:00:00Z",
            "2026-13-01T10:00:00Z",
            "2026-00-01T10:00:00Z",
            "2026-04-31T10:00:00Z",
            "2026-02-29T10:00:00Z",
            "1900-02-29T10:00:00Z",
            "2026-05-01T24:00:00Z",
            "2026-05-01T10:60:00Z",
            "2026-05-01T10:00:61Z",
            "2026-05-01T10:00:60Z",
            "2026-05-01T10:00:00.Z",
            "2026-05-01T10:00:00+0100",
            "2026-05-01T10:00:00+24:00",
            "2026-05-01T10:00:00Z ",
            "+026-05-01T10:00:00Z",
            "1777629600",
        ] {
            assert!(!is_date_time(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_traceparent_has_an_id_of_its_trace() {
        let id = "4bf92f3577b34da6a3ce929d0e0e4736";

        assert_eq!(trace_id(&format!("00-{id}-00f067aa0ba902b7-01")), Some(id));
        assert_eq!(trace_id(&format!("cc-{id}-00f067aa0ba902b7-01-more")), Some(id));
        for other in [
            String::new(),
            id.to_owned(),
            format!("00-{id}-00f067aa0ba902b7"),
            format!("00-{id}-00f067aa0ba902b7-01-more"),
            format!("ff-{id}-00f067aa0ba902b7-01"),
            format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32)),
            format!("00-{id}-0000000000000000-01"),
            format!("00-{}-00f067aa0ba902b7-01", id.to_uppercase()),
            format!("00-{id}-00f067aa0ba902b7-01\n"),
            format!("cc-{id}-00f067aa0ba902b7-01-\nx-other: header"),
            format!("cc-{id}-00f067aa0ba902b7-01-more and more"),
        ] {
            assert_eq!(trace_id(&other), None, "{other}");
        }
    }

    #[test]
    fn an_integer_may_be_written_with_point_and_exponent() {
        for number in [
            "0",
            "-0",
            "12",
            "1.0",
            "1e2",
            "1.50e1",
            "-1.5E+1",
            "100e-2",
            "0.0e-9",
            "1e99999999999999999999",
            "4444444444444444444644444.1",
        ] {
            assert_eq!(whole_number(number.as_bytes()), number.parse().ok(), "{number}");
        }
        for number in [
            "0.5",
            "1.01",
            "1e-1",
            "1.55e1",
            "10e-2",
            "123456789.25",
            "0.00000000000000012345e17",
            "-0.00000000000000012345e+17",
        ] {
            assert_eq!(whole_number(number.as_bytes()), None, "{number}");
        }
    }
}
