//! The date of an HTTP header, in the form that servers write: `Sun, 06 Nov 1994 08:49:37 GMT`.

/// The months, three letters each.
const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// The milliseconds from 1970 to a date.
pub fn milliseconds(header: &str) -> Option<f64> {
    let (day, rest) = header.as_bytes().get(3..)?.strip_prefix(b", ")?.split_first_chunk::<2>()?;
    let (month, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<3>()?;
    let (year, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<4>()?;
    let (hour, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<2>()?;
    let (minute, rest) = rest.strip_prefix(b":")?.split_first_chunk::<2>()?;
    let (second, rest) = rest.strip_prefix(b":")?.split_first_chunk::<2>()?;
    let month = MONTHS.as_chunks::<3>().0.iter().position(|name| name == month)? as f64 + 1.0;
    let (day, year) = (number(day)?, number(year)?);
    let (hour, minute, second) = (number(hour)?, number(minute)?, number(second)?);
    let is_time = hour < 24.0 && minute < 60.0 && second <= 60.0;
    let is_date = (1.0..=31.0).contains(&day);
    (rest == b" GMT" && is_time && is_date)
        .then(|| (days_to(year, month, day) * 86_400.0 + hour * 3600.0 + minute * 60.0 + second) * 1000.0)
}

fn number(digits: &[u8]) -> Option<f64> {
    let add = |sum: f64, byte: &u8| byte.is_ascii_digit().then(|| sum * 10.0 + f64::from(byte - b'0'));
    digits.iter().try_fold(0.0, add)
}

/// The days from 1970 to a date of the Gregorian calendar. A year is counted from March, so that the leap day is last.
fn days_to(year: f64, month: f64, day: f64) -> f64 {
    let (year, month) = if month > 2.0 { (year, month - 3.0) } else { (year - 1.0, month + 9.0) };
    let leap_days = (year / 4.0).floor() - (year / 100.0).floor() + (year / 400.0).floor();
    let day_of_year = ((153.0 * month + 2.0) / 5.0).floor() + day - 1.0;
    year * 365.0 + leap_days + day_of_year - 719_468.0
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn a_date_is_milliseconds_from_1970() {
        assert_eq!(milliseconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0.0));
        assert_eq!(milliseconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000.0));
        assert_eq!(milliseconds("Tue, 29 Feb 2000 23:59:59 GMT"), Some(951_868_799_000.0));
        assert_eq!(milliseconds("Fri, 01 May 2026 10:00:00 GMT"), Some(1_777_629_600_000.0));
    }

    #[test]
    fn another_form_is_no_date() {
        for header in [
            "",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 PST",
            "Sun, 06 Nov 1994 08:49:37 GMT again",
            "Sun, 06 XYZ 1994 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, -6 Nov 1994 08:49:37 GMT",
            "06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
        ] {
            assert_eq!(milliseconds(header), None, "{header}");
        }
    }
}
