//! Masks secrets in texts of the API, in every form in which the API may return them.

use crate::check::Text;

/// The replacement of a secret.
const STARS: &[u8] = b"***";

/// Shorter secrets are too likely to occur in the base64 of something else.
const SHORTEST_IN_BASE64: usize = 6;

/// Longer texts are cut. Nobody reads more, and a search in more text might take long.
const MOST_BYTES: usize = 10_000;

/// A JSON escape uses up to six bytes for one byte.
const LONGEST_ESCAPE: usize = 6;

/// The texts to mask: each secret unchanged, and in base64 with both alphabets.
#[derive(Debug, Default)]
pub struct Mask {
    patterns: Vec<Vec<u8>>,
}

impl Mask {
    /// Adds a secret. An empty secret is ignored.
    pub fn add(&mut self, secret: &str) {
        let secret = secret.as_bytes();
        if secret.len() >= SHORTEST_IN_BASE64 {
            self.patterns.push(base64(secret, BASE64));
            self.patterns.push(base64(secret, BASE64_FOR_URLS));
        }
        if !secret.is_empty() {
            self.patterns.push(secret.to_vec());
        }
    }

    /// Replaces each secret in a text with three stars. A secret is found unchanged, with JSON escapes,
    /// percent-encoded, and in base64. If a secret is found in escapes, the text is returned without these escapes.
    pub fn masked(&self, text: &str) -> String {
        let mut masked = text.as_bytes().to_vec();
        let is_cut = masked.len() > MOST_BYTES;
        masked.truncate(MOST_BYTES);
        let mut shortest = 1;
        let mut readings = READINGS.iter();
        while let Some(read) = readings.next() {
            if let Some(found) = self.replaced(&read(&masked), shortest) {
                masked = found;
                // After a replacement, a secret that contains stars may appear in the text. From now on, only secrets
                // longer than the stars are replaced. This shortens the text, so the loop ends.
                shortest = STARS.len() + 1;
                readings = READINGS.iter();
            }
        }
        if is_cut {
            let longest = self.patterns.iter().map(Vec::len).max().unwrap_or(0);
            masked.truncate(masked.len().saturating_sub(longest * LONGEST_ESCAPE));
        }
        text_of(masked)
    }

    /// Replaces the secrets in a text with stars. `None` if there are none.
    fn replaced(&self, text: &[u8], shortest: usize) -> Option<Vec<u8>> {
        let mut replaced = Vec::new();
        // The end of the secret that was found last. Secrets may overlap.
        let mut end = 0;
        for (at, byte) in text.iter().enumerate() {
            let rest = text.get(at..).unwrap_or_default();
            for pattern in &self.patterns {
                if pattern.len() >= shortest && rest.starts_with(pattern) {
                    if at > end || end == 0 {
                        replaced.extend_from_slice(STARS);
                    }
                    end = end.max(at + pattern.len());
                }
            }
            if at >= end {
                replaced.push(*byte);
            }
        }
        (end > 0).then_some(replaced)
    }
}

/// The bytes as a string, up to the first invalid UTF-8. Percent-encoding can contain invalid UTF-8, and cutting a text
/// can split a character.
pub fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let end = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(end);
        String::from_utf8(bytes).unwrap_or_default()
    })
}

/// A function that decodes a text.
type Reading = fn(&[u8]) -> Vec<u8>;

/// The decoders, one for each form in which the API may return a secret.
const READINGS: [Reading; 5] = [
    <[u8]>::to_vec,
    json_decoded,
    // If JSON is inside a JSON string, each backslash occurs several times.
    |text| {
        let mut text = text.to_vec();
        text.dedup_by(|next, byte| (*next, *byte) == (b'\\', b'\\'));
        json_decoded(&text)
    },
    |text| percent_decoded(text, b'+'),
    // As in HTML forms, where a plus sign is a space.
    |text| percent_decoded(text, b' '),
];

fn json_decoded(text: &[u8]) -> Vec<u8> {
    Text(text).decode().into_bytes()
}

/// Decodes percent-encoding. A plus sign becomes `plus`.
fn percent_decoded(text: &[u8], plus: u8) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut decoded = Vec::new();
    let mut rest = text;
    while let [first, more @ ..] = rest {
        rest = more;
        let mut byte = if *first == b'+' { plus } else { *first };
        if let (b'%', [high, low, after @ ..]) = (first, more)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            byte = (high << 4 | low) as u8;
            rest = after;
        }
        decoded.push(byte);
    }
    decoded
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_FOR_URLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 without padding. Base64 with padding begins with the same characters.
fn base64(bytes: &[u8], alphabet: &[u8; 64]) -> Vec<u8> {
    let byte = |index: usize| u32::from(bytes.get(index).copied().unwrap_or(0));
    let mut text = Vec::new();
    let mut bit = 0;
    while bit < bytes.len() * 8 {
        let pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
        text.extend(alphabet.get((pair >> (10 - bit % 8) & 0x3F) as usize));
        bit += 6;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(secrets: &[&str], text: &str) -> String {
        let mut mask = Mask::default();
        secrets.iter().for_each(|secret| mask.add(secret));
        mask.masked(text)
    }

    #[test]
    fn a_secret_is_three_stars_wherever_it_stands() {
        assert_eq!(masked(&["s3cret"], "s3cret, not s3cret: xs3cretx"), "***, not ***: x***x");
        assert_eq!(masked(&["s3cret"], "nothing"), "nothing");
        assert_eq!(masked(&[""], "nothing"), "nothing");
        assert_eq!(masked(&["ab"], "abab cab"), "*** c***");
    }

    #[test]
    fn a_secret_is_found_in_the_escapes_of_json() {
        let secret = "a\"b\\c/d\n\u{1}ä😀";

        for text in [
            r#"a\"b\\c/d\n\u0001ä😀"#,
            r#"a\"b\\c\/d\u000a\u0001\u00e4\ud83d\ude00"#,
            r#"\u0061\u0022b\u005Cc\u002fd\n\u0001\u00E4\uD83D\uDE00"#,
        ] {
            assert_eq!(masked(&[secret], &format!("not {text}!")), "not ***!", "{text}");
        }
    }

    #[test]
    fn a_secret_is_found_percent_encoded() {
        for text in ["a%20b%2Fc%c3%a4", "a+b/c%C3%A4", "%61%20b%2fcä", "a%20b%2Fc%c3%a4"] {
            assert_eq!(masked(&["a b/cä"], &format!("?key={text}&x")), "?key=***&x", "{text}");
        }
        assert_eq!(masked(&["a+bc"], "a+bc a%2Bbc"), "*** ***");
        assert_eq!(masked(&["100%"], "100% %zz %4"), "*** %zz %4");
        assert_eq!(masked(&["100%"], "1%30%30%25 %zz %4"), "*** %zz %4");
        assert_eq!(masked(&["secret"], "%73ecret %ff"), "*** ");
    }

    #[test]
    fn a_secret_is_found_in_base64_with_and_without_padding() {
        assert_eq!(masked(&["secret"], "c2VjcmV0"), "***");
        assert_eq!(masked(&["secret!"], "c2VjcmV0IQ== and c2VjcmV0IQ"), "***== and ***");
        assert_eq!(masked(&["??>>ÿÿ"], "Pz8+PsO/w78 Pz8-PsO_w78"), "*** ***");
        assert_eq!(masked(&["??>>ÿÿ"], r"Pz8%2BPsO%2Fw78, Pz8+PsO\/w78"), "***, ***");
    }

    #[test]
    fn secrets_that_overlap_or_hold_each_other_leave_nothing_behind() {
        assert_eq!(masked(&["abcdef", "defghi"], "xabcdefghix"), "x***x");
        assert_eq!(masked(&["abc", "abcdef"], "abcdef abc"), "*** ***");
        assert_eq!(masked(&["xxxxxxxx", "ab***cdef"], "abxxxxxxxxcdef"), "***");
        assert_eq!(masked(&["*"], "a*b"), "a***b");
        assert_eq!(masked(&["aaaa"], "aaaaaaa"), "***");
    }

    #[test]
    fn a_long_text_is_cut_and_leaves_no_part_of_a_secret_at_its_end() {
        let text = format!("{}s3cret and more", "a".repeat(MOST_BYTES - 3));

        assert_eq!(masked(&["s3cret"], &text), "a".repeat(MOST_BYTES - 8 * LONGEST_ESCAPE));
        assert_eq!(masked(&["s3cret"], &"\\u0073".repeat(MOST_BYTES)).len(), MOST_BYTES - 8 * LONGEST_ESCAPE);
        assert_eq!(masked(&[], &format!("x{}", "ä".repeat(MOST_BYTES))).len(), MOST_BYTES - 1);
    }
}
