//! Compares dates and times as instants.

/// Whether two dates and times in RFC 3339 format are the same instant, to the microsecond. A time without a zone is in
/// UTC.
pub fn is_same_instant(one: &str, other: &str) -> bool {
    microseconds(one).is_some_and(|instant| microseconds(other) == Some(instant))
}

/// The microseconds since the year 0. `None` if this is not a date and time.
fn microseconds(text: &str) -> Option<i64> {
    let (moment, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let number = |range: std::ops::Range<usize>| -> Option<i64> {
        moment.get(range)?.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
        })
    };
    let days = days(number(0..4)?, number(5..7)?, number(8..10)?);
    let minutes = (days * 24 + number(11..13)?) * 60 + number(14..16)?;
    let (fraction, zone) = fraction(rest);
    let seconds = (minutes - offset(zone)?) * 60 + number(17..19)?;
    Some(seconds * 1_000_000 + fraction)
}

/// The days from the first of March of the year 0 to a date.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
}

/// The microseconds of a fraction, without further digits, and the text after it.
fn fraction(text: &[u8]) -> (i64, &[u8]) {
    let Some(digits) = text.strip_prefix(b".") else { return (0, text) };
    let count = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at(count);
    let digit = |place: usize| digits.get(place).map_or(0, |digit| i64::from(digit - b'0'));
    ((0..6).fold(0, |number, place| number * 10 + digit(place)), rest)
}

/// The offset of a zone from UTC in minutes.
fn offset(zone: &[u8]) -> Option<i64> {
    match *zone {
        [] | [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let pair = |tens: u8, ones: u8| i64::from(tens & 0xF) * 10 + i64::from(ones & 0xF);
            let minutes = pair(a, b) * 60 + pair(c, d);
            Some(if sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_many_forms() {
        for (one, other) in [
            ("2026-05-01T10:00:00Z", "2026-05-01T10:00:00"),
            ("2026-05-01T10:00:00Z", "2026-05-01t10:00:00z"),
            ("2026-05-01T10:00:00Z", "2026-05-01T12:00:00+02:00"),
            ("2026-05-01T10:00:00Z", "2026-05-01T04:30:00-05:30"),
            ("2026-01-01T00:30:00Z", "2025-12-31T23:30:00-01:00"),
            ("2024-02-29T23:59:59Z", "2024-03-01T00:59:59+01:00"),
            ("2026-05-01T10:00:00.1Z", "2026-05-01T10:00:00.100000+00:00"),
            ("2026-05-01T10:00:00.1234567Z", "2026-05-01T10:00:00.1234569Z"),
            ("2026-05-01T10:00:00.0Z", "2026-05-01T10:00:00Z"),
        ] {
            assert!(is_same_instant(one, other), "{one} {other}");
        }
    }

    #[test]
    fn instants_differ_by_a_microsecond() {
        for (one, other) in [
            ("2026-05-01T10:00:00.123456Z", "2026-05-01T10:00:00.123457Z"),
            ("2026-05-01T10:00:00Z", "2026-05-01T10:00:00+00:01"),
            ("2026-02-28T10:00:00Z", "2026-03-01T10:00:00Z"),
            ("2026-12-31T10:00:00Z", "2027-01-01T10:00:00Z"),
            ("2026-05-01T10:00:00Z", ""),
            ("", ""),
            ("yesterday at ten o'clock", "yesterday at ten o'clock"),
        ] {
            assert!(!is_same_instant(one, other), "{one} {other}");
        }
    }
}
