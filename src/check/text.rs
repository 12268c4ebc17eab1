//! A string of a JSON text, still in its JSON form.

use std::borrow::Cow;

/// What stands between the quotes of a JSON string that has been scanned.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The bytes between the quotes.
    pub raw: &'a [u8],
    /// Whether any of them is an escape.
    pub escaped: bool,
}

impl<'a> Text<'a> {
    /// The bytes of the string that this text means.
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        if self.escaped { Cow::Owned(self.decode().into_bytes()) } else { Cow::Borrowed(self.raw) }
    }

    /// The string that this text means. An escaped half of a surrogate pair becomes U+FFFD.
    pub fn decode(&self) -> String {
        let mut units: Vec<u16> = Vec::new();
        let mut decoded = String::new();
        let mut rest = self.raw;
        while let [first, tail @ ..] = rest {
            match (first, tail) {
                (b'\\', [b'u', a, b, c, d, after @ ..]) => {
                    units.push(hexadecimal([*a, *b, *c, *d]));
                    rest = after;
                    continue;
                }
                (b'\\', [escape, after @ ..]) => {
                    flush(&mut units, &mut decoded);
                    decoded.push(unescape(*escape));
                    rest = after;
                }
                _ => {
                    flush(&mut units, &mut decoded);
                    let plain = rest.iter().position(|byte| *byte == b'\\').unwrap_or(rest.len());
                    let (run, after) = rest.split_at(plain);
                    decoded.push_str(std::str::from_utf8(run).unwrap_or_default());
                    rest = after;
                }
            }
        }
        flush(&mut units, &mut decoded);
        decoded
    }
}

fn flush(units: &mut Vec<u16>, decoded: &mut String) {
    decoded.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

fn hexadecimal(digits: [u8; 4]) -> u16 {
    digits.iter().fold(0, |value, digit| value << 4 | char::from(*digit).to_digit(16).unwrap_or(0) as u16)
}

fn unescape(escape: u8) -> char {
    match escape {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn decoded(raw: &str) -> String {
        Text { raw: raw.as_bytes(), escaped: true }.decode()
    }

    #[test]
    fn escapes_are_decoded_as_json_means_them() {
        assert_eq!(decoded(r#"\"\\\/\b\f\n\r\tö\u00e4"#), "\"\\/\u{8}\u{c}\n\r\töä");
    }

    #[test]
    fn a_surrogate_pair_is_one_character_and_half_a_pair_is_replaced() {
        assert_eq!(decoded(r"\ud83d\ude00"), "😀");
        assert_eq!(decoded(r"\ud83dx\ude00"), "\u{fffd}x\u{fffd}");
    }
}
